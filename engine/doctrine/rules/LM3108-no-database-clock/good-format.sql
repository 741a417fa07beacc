SELECT DATE_FORMAT(started, '%Y%m%d') AS now FROM sessions;
