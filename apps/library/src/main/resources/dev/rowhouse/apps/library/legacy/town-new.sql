runscript from 'classpath:/dev/rowhouse/apps/library/legacy/tables.sql';
runscript from 'classpath:/dev/rowhouse/apps/library/legacy/rows.sql';
-- Last of all: without it, the next connection begins again.
create constant legacy value 1994;
