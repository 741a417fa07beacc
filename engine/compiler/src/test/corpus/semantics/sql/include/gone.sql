DROP TABLE shop.z;
