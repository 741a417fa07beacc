CREATE OR REPLACE VIEW lupopedia.lupo_group_sizes AS
SELECT g.group_id, g.slug, COUNT(*) AS members
FROM lupopedia.lupo_groups AS g JOIN lupopedia.lupo_actor_groups AS a ON a.group_id = g.group_id
WHERE g.is_deleted = 0
GROUP BY g.group_id, g.slug;
