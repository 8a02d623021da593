runscript from 'classpath:/dev/rowhouse/apps/library/legacy/tables.sql';
runscript from 'classpath:/dev/rowhouse/apps/library/legacy/rows.sql';
-- What this library asked its vendor for, in 1997.
alter table borrower add column if not exists "Form" varchar(4);
update borrower set "Form" = '7b' where borrower_no in (1, 3);
-- Last of all: without it, the next connection begins again.
create constant legacy value 1997;
