-- what: tables that modules keep
-- statement
CREATE VIRTUAL TABLE docs USING fts5(title, body UNINDEXED, tokenize = 'porter unicode61')
-- statement
CREATE VIRTUAL TABLE IF NOT EXISTS main.boxes USING rtree(id, x0, x1, y0, y1)
