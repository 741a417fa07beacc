UPDATE users SET is_active = 0;
