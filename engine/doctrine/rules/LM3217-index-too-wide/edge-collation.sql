CREATE TABLE a (v VARCHAR(1025), w VARCHAR(1024) COLLATE utf8mb3_bin, KEY by_v (v), KEY by_w (w)) COLLATE=utf8mb3_general_ci;
CREATE TABLE b (v VARCHAR(1025)) COLLATE=utf8mb3_general_ci;
CREATE INDEX by_v ON b (v);
