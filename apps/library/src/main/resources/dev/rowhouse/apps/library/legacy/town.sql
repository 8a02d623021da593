-- Run by each new connection (see conf/library.conf): makes the database once, and is one look at it from then on.
runscript from case
  when exists (select 1 from information_schema.constants where constant_name = 'LEGACY') then 'classpath:/dev/rowhouse/apps/library/legacy/made.sql'
  else 'classpath:/dev/rowhouse/apps/library/legacy/town-new.sql' end;
