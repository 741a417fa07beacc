SELECT * FROM ${prefix}x;
SELECT * FROM ${perfix}x;
SELECT '$${literal}';
