CREATE OR REPLACE VIEW lupopedia.lupo_actor_names AS
SELECT actor_id,
       CASE WHEN is_deleted = 1 THEN 'deleted' ELSE 'active' END AS state,
       IFNULL(display_name, slug) AS name
FROM lupopedia.lupo_actors;
