-- option: prefixes = wp_, lh_
CREATE TABLE wp_links (a INT);
CREATE TABLE lh_users (a INT);
CREATE TABLE lupo_users (a INT);
