SELECT 2;
  source circle.sql ;
