SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
START TRANSACTION;
SET time_zone = "+00:00";

CREATE TABLE `country` (
  `id` int(11) NOT NULL,
  `title` varchar(80) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

INSERT INTO `country` (`id`, `title`) VALUES (1, 'Austria');

ALTER TABLE `country` ADD PRIMARY KEY (`id`);
COMMIT;
