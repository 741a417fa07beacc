DELETE FROM sessions WHERE started_ymdhis < 20250101000000;
