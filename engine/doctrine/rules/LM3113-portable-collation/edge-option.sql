-- option: allowed = utf8mb4_uca1400_ai_ci
CREATE TABLE a (b VARCHAR(10) COLLATE utf8mb4_uca1400_as_cs) COLLATE=utf8mb4_uca1400_ai_ci;
