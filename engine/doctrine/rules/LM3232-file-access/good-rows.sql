INSERT INTO geo_country (code, title) VALUES ('at', 'Austria'), ('nz', 'New Zealand');
INSERT INTO geo_archive (code, title) SELECT code, title FROM geo_country;
