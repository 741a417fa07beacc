LOAD XML INFILE '/srv/people.xml' INTO TABLE people ROWS IDENTIFIED BY '<person>';
