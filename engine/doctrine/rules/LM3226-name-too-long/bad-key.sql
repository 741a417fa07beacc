-- option: characters = 60
ALTER TABLE catalog_product_entity_media_gallery
  ADD INDEX CATALOG_PRODUCT_ENTITY_MEDIA_GALLERY_VALUE_TO_ENTITY_VALUE_ID (value_id);
