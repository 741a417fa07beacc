package org.lupomig.cli;

/** What a project begins with: it runs as it is, on the embedded server. */
final class Starter {
    /** The plan's file. */
    static final String PLAN_FILE = "first.lupomig";

    /** The plan. */
    static final String PLAN = """
            /// A schema with one table. It runs as it is; change it, or write your own beside it.
            plan first version 1.0.0 {
              database main = mariadb

              batch begin {
                step create_schema {
                  sql \"""
                    CREATE SCHEMA first_shop DEFAULT CHARACTER SET utf8mb4;
                  \"""
                }

                /// A step runs when all that it requires has. A script may be in a file: sql "reviews.sql"
                step create_table requires create_schema {
                  sql \"""
                    CREATE TABLE first_shop.reviews (
                      id   BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
                      body TEXT NOT NULL
                    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
                    INSERT INTO first_shop.reviews (body) VALUES ('Good.'), ('Very good.');
                  \"""
                }

                /// Where this does not hold, everything goes back.
                validate post integrity "the table is there, with its first rows" {
                  expect rows(first_shop.reviews) = 2
                }
              }
            }
            """;

    /** The settings, all of which are left out. */
    static final String SETTINGS = """
            # The project's settings. Nothing here says where database 'main' is: so a MariaDB server that comes with
            # lupomig is started for each command, with its data in .lupomig/server. For a server of yours:
            #
            #database.main = jdbc:mariadb://db.example.org:3306/
            #database.main.user = lupomig
            #database.main.password-file = password.txt
            #
            # How long to wait for another run, and how large a table may be of which all rows are copied:
            #
            #wait = 10m
            #image-limit = 256MB
            """;

    private Starter() {}
}
