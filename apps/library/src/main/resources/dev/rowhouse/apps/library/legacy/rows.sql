merge into subject (code, heading, broader) values
  ('0', 'General works', null), ('5', 'Science', null), ('8', 'Literature', null);
merge into subject (code, heading, broader) values
  ('51', 'Mathematics', '5'), ('52', 'Astronomy', '5'), ('82', 'English literature', '8'), ('004', 'Computing', '0');
merge into subject (code, heading, broader) values
  ('511', 'Logic', '51'), ('823', 'English fiction', '82'), ('004.4', 'Programming', '004');

merge into title (title_no, main_title, author, "YEAR", lang, price) values
  (1, 'Notes on the Analytical Engine', 'Ada Lovelace', 1843, 'eng', 12.50),
  (2, 'Sidereus Nuncius', 'Galileo Galilei', 1610, 'lat', 48.00),
  (3, 'Pride and Prejudice', 'Jane Austen', 1813, 'eng', 7.95),
  (4, 'Northanger Abbey', 'Jane Austen', 1817, 'eng', 7.95),
  (5, 'The Laws of Thought', 'George Boole', 1854, 'eng', 21.00),
  (6, 'Theoria motus corporum coelestium', 'Carl Friedrich Gauß', 1809, 'lat', null),
  (7, 'Frankenstein', 'Mary Shelley', 1818, 'eng', 6.50);

merge into title_subject (title_no, code) values
  (1, '004.4'), (1, '51'), (2, '52'), (3, '823'), (4, '823'), (5, '511'), (6, '52'), (6, '51'), (7, '823');

merge into copy (title_no, copy_no, shelf, acquired, withdrawn) values
  (1, 1, '004.4 LOV', date '1994-03-01', false), (1, 2, '004.4 LOV', date '1996-09-12', false),
  (2, 1, '52 GAL', date '1991-01-15', false),
  (3, 1, '823 AUS', date '1990-05-02', true), (3, 2, '823 AUS', date '1995-05-02', false),
  (3, 3, '823 AUS', date '1995-05-02', false),
  (4, 1, '823 AUS', date '1993-11-30', false), (5, 1, '511 BOO', null, false), (7, 1, '823 SHE', date '1998-02-20', false);

merge into borrower (borrower_no, surname, forename, born, fines, blocked, last_seen, guarantor, signature) values
  (1, 'Moreau', 'Simone', date '1951-04-09', 0, false, date '1999-12-20', null, x'89504e470d0a1a0a'),
  (2, 'O''Brien', 'Flann', date '1948-10-05', 14.70, true, date '1998-01-08', null, null),
  (3, 'Moreau', 'Luc', date '1989-06-30', 0.20, false, date '1999-12-20', 1, null),
  (4, 'Ødegård', 'Åse', null, 0, false, null, null, null);

merge into reservation (id, borrower_no, title_no, asked_on) values
  (1, 3, 7, date '1999-12-20'), (2, 4, 1, date '1999-12-22');
alter table reservation alter column id restart with 3;

merge into repair (repair_no, title_no, copy_no, cost) values (1, 3, 2, 18.00), (2, null, null, 4.50);

merge into supplier (code, name, "Account No") values
  ('BLAK', 'Blake & Sons <books>', '77/1-a'), ('HARR', 'Harrow', null);

merge into "ORDER" ("Order No", supplier, "DATE", "GROUP", sent) values
  (1994001, 'BLAK', date '1994-02-11', 'adult', timestamp with time zone '1994-02-11 16:05:00+00:00'),
  (1998007, 'HARR', date '1998-01-30', null, null);

merge into order_line ("Order No", title_no, quantity, discount) values
  (1994001, 1, 2, 0.125), (1994001, 3, 1, null), (1998007, 7, 1, 0.050);

merge into periodical (issn, name) values
  ('0028-0836', 'Nature'), ('0036-8733', 'Scientific American'), ('0000-0019', 'The Bookseller');

merge into issue (issn, volume, number, received, cover) values
  ('0028-0836', 171, '4356', date '1953-04-27', x'ffd8ffe000104a464946'),
  ('0028-0836', 378, '6555', date '1995-11-24', null),
  ('0000-0019', 1, '12/13', date '1999-04-01', null);

merge into article (id, issn, volume, number, headline, abstract) values
  (1, '0028-0836', 171, '4356', 'Molecular structure of nucleic acids', 'A structure with two helical chains, each coiled round the same axis.'),
  (2, '0028-0836', 378, '6555', 'A Jupiter-mass companion to a solar-type star', null),
  (3, '0000-0019', 1, '12/13', 'Paper, prices & postage', null);
alter table article alter column id restart with 4;

merge into keyword (word) values ('science'), ('trade'), ('weekly');

merge into periodical_keyword (issn, word) values
  ('0028-0836', 'science'), ('0028-0836', 'weekly'), ('0036-8733', 'science'), ('0000-0019', 'trade'), ('0000-0019', 'weekly');

merge into "Opening Hours" ("Day", "From", "Until") values
  ('Tue', time '10:00:00', time '18:00:00'), ('Thu', time '10:00:00', time '20:00:00'), ('Sat', time '09:30:00', time '13:00:00');

truncate table turnstile;
insert into turnstile (counted_on, "HOUR", visitors) values
  (date '1999-12-20', 10, 14), (date '1999-12-20', 11, 31), (date '1999-12-20', 12, null), (date '1999-12-20', 12, null);
