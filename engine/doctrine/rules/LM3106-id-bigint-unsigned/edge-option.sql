-- option: ignored = country_id
CREATE TABLE lupo_visits (country_id SMALLINT, visit_id SMALLINT);
