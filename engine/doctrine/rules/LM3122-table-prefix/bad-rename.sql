-- takes the tables of an older program over
RENAME TABLE livehelp_users TO users, livehelp_visits TO lupo_visits;
