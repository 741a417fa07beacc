-- from a shop's upgrade from 1.x to 2.0
CREATE ALGORITHM=UNDEFINED DEFINER=`shop`@`%` SQL SECURITY DEFINER VIEW `v_order_total` AS
  select `o`.`id` AS `id`, sum(`shop`.`gross`(`l`.`net`)) AS `gross`, if(`o`.`paid` = 1,'yes','no') AS `paid`
  from `order` `o` join `order_line` `l` on `l`.`order_id` = `o`.`id` group by `o`.`id`;
ALTER VIEW `v_paid` AS SELECT id, COALESCE(paid, 0) AS paid FROM `order`;
