-- makes a key of a document findable
ALTER TABLE `events`
  ADD COLUMN `actor` varchar(64) GENERATED ALWAYS AS (json_unquote(json_extract(`payload`,'$.actor'))) VIRTUAL,
  ADD KEY `actor` (`actor`);
