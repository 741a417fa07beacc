SELECT "ä";
