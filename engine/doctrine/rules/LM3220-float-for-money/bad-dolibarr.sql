ALTER TABLE `llx_facture`
  ADD COLUMN `deposit_amount` double(24,8) DEFAULT 0 AFTER `fk_soc`,
  MODIFY COLUMN `shippingCost` DOUBLE PRECISION UNSIGNED;
