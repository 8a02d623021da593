package dev.rowhouse.shard;

import java.util.List;

/** Queries that are easily merged wrongly, over the entities of {@link HostileContract}. Where rows have an order, it is a whole one. */
final class Hostile {
    private static final String TEXT = """
            -- Joins through associations.
            select p.number, c.number from Post p join p.comments c order by c.number
            select c.number, c.post.title from Comment c order by c.number
            select c.number from Comment c where c.post.stars > 2 order by c.post.number, c.number
            select c.post.title, count(*) from Comment c group by c.post.title order by c.post.title
            select c.post.mood, avg(c.likes) from Comment c group by c.post.mood order by c.post.mood nulls last
            select c.post, count(*) from Comment c group by c.post order by c.post.number
            select sum(c.likes) from Comment c group by c.post.id order by 1
            select p.number, count(c) from Post p left join p.comments c group by p.number order by p.number
            select p, count(c) from Post p left join p.comments c group by p order by count(c) desc, p.number
            select p from Post p left join fetch p.comments order by p.number
            select p from Post p left join fetch p.comments order by p.number limit 5
            select distinct p from Post p join fetch p.comments c order by p.number
            select c from Comment c join fetch c.post order by c.number limit 7
            select c, p from Comment c join c.post p order by c.number offset 3
            select p.number, q.number from Post p join Post q on p.number = q.number order by p.number
            select p.number, q.number from Post p join Post q on p.blogId = q.blogId and p.number < q.number order by p.number, q.number
            select p.number from Post p, Comment c where c.post = p order by c.number
            select p.number from Post p, Vote v where v.id.blogId = p.blogId order by p.number, v.id.voter
            select p.number, v.weight from Post p left join Vote v on v.id.blogId = p.blogId order by p.number, v.id.voter nulls first
            select v.weight, p.number from Vote v right join Post p on v.id.blogId = p.blogId order by p.number, v.weight
            select p.number, v.weight from Post p full join Vote v on v.id.blogId = p.blogId order by p.number nulls last, v.id.voter nulls last, v.weight
            select p.number from Post p cross join Vote v order by p.number
            -- Orders.
            select p.number from Post p order by p.stars nulls first, p.number
            select p.number from Post p order by p.stars desc nulls last, p.number limit 9 offset 4
            select p.stars as s, p.number as n from Post p order by s desc, n
            select p.stars, p.number from Post p order by 1, 2
            select p.stars, p.number from Post p order by 1 desc nulls last, 2 limit 6
            select p.stars as s, count(*) as c from Post p group by p.stars order by c desc, s nulls first
            select p.stars, count(*) from Post p group by p.stars order by 2, 1 nulls last
            select p.stars from Post p group by p.stars order by count(*), p.stars
            select p.stars from Post p group by p.stars order by max(p.price) nulls last, avg(p.rating) nulls last, p.stars
            select distinct p.title from Post p order by p.stars
            select distinct p.title, p.stars from Post p order by p.stars nulls last, p.title
            select distinct p from Post p order by p.title, p.number
            select p.number from Post p order by case when p.stars is null then 9 else p.stars end, p.number
            select p.number from Post p order by coalesce(p.price, p.rating, 0), p.number
            select p.number from Post p order by (select count(*) from Comment c where c.post = p), p.number
            select p.number from Post p order by size(p.comments) desc, p.number
            select p.number from Post p order by lower(p.title) desc, p.number
            select p.number from Post p order by p.published + 1 day, p.number
            select p.number from Post p order by p.title || 'x', p.number
            select p.number from Post p order by -p.stars, p.number
            select p from Post p order by p
            select p.number from Post p order by p.token desc nulls last, p.number
            select c.number from Comment c order by c.post.price nulls first, c.number
            select c.number from Comment c order by c.post, c.number
            select v from Vote v order by v.id
            select v.id from Vote v order by v.id.blogId, v.id.voter
            select p.number, p.price * p.stars from Post p order by p.price * p.stars nulls last, p.number
            select cast(p.stars as String), p.number from Post p order by cast(p.stars as String) nulls first, p.number
            -- Aggregates and groups.
            select count(distinct p.title, p.stars) from Post p
            select count(distinct c.post) from Comment c
            select count(distinct c.post.title) from Comment c
            select count(distinct p.blogId + 0) from Post p
            select count(distinct v.id) from Vote v
            select count(distinct p.price), count(distinct p.mood), count(distinct p.token), count(*) from Post p
            select count(p.price) + 1 from Post p
            select coalesce(sum(p.stars), 0) from Post p where p.number < 0
            select sum(p.stars), avg(p.stars), min(p.stars), max(p.stars), count(p.stars) from Post p where p.number < 0
            select avg(p.price), sum(p.price), avg(p.hits), avg(p.rating) from Post p
            select avg(distinct p.stars) from Post p
            select sum(distinct p.stars) from Post p
            select min(distinct p.stars), max(distinct p.title) from Post p
            select max(p.published), min(p.mood), max(p.grade), min(p.token), max(p.token) from Post p
            select stddev_pop(p.stars) from Post p
            select listagg(p.title, ',') within group (order by p.title) from Post p
            select every(p.stars > 1) from Post p
            select any(p.stars > 1) from Post p
            select count(*) from Post p having count(*) > 1000
            select count(*) from Post p having count(*) > 1
            select p.mood, count(*) from Post p group by p.mood having count(*) > 3 order by p.mood
            select p.blogId, count(*) from Post p group by p.blogId having count(*) > 3 order by p.blogId
            select p.blogId as b, sum(p.stars) as s from Post p group by b having sum(p.stars) > 5 order by s desc nulls last, b
            select p.blogId, max(p.number) - min(p.number) from Post p group by p.blogId order by p.blogId
            select v.id.voter, sum(v.weight) from Vote v group by v.id.voter order by 1
            select upper(p.title) as t, count(*) from Post p group by t order by t
            select upper(p.title), count(*) from Post p group by 1 order by 1
            select case when p.stars > 2 then 'a' else 'b' end, count(*) from Post p group by case when p.stars > 2 then 'a' else 'b' end order by 1
            select year(p.published), count(*) from Post p group by year(p.published) order by 1 nulls last
            select p.stars, p.mood, count(*) from Post p group by rollup(p.stars, p.mood) order by 1, 2
            select p.stars + 1, count(*) from Post p group by p.stars order by p.stars
            select 'x', count(*) from Post p
            select 'x', p.mood, 7, count(*) from Post p group by p.mood order by p.mood
            select count(*) from Post p, Comment c where c.post = p and p.stars = c.likes
            select count(*) from Post
            select count(*), count(p), count(1) from Post p
            select sum(p.stars + c.likes) from Post p join p.comments c
            select max(size(p.comments)) from Post p
            select sum(case when p.stars > 2 then 1 else 0 end) from Post p
            select sum(p.number * 1.5), avg(p.number + 0.5d) from Post p
            select min(p.stars * p.price) from Post p
            select sum(cast(p.stars as BigDecimal)) from Post p
            select sum(1) from Post p
            select max(1) from Post p
            select distinct count(*) from Post p group by p.mood order by 1
            select distinct p.mood, count(*) from Post p group by p.mood order by p.mood
            select max(p.title) from Post p group by p.stars order by 1
            -- Subqueries.
            select p.number from Post p where p.stars > (select avg(q.stars) from Post q) order by p.number
            select p.number from Post p where p.stars > (select avg(q.stars) from Post q where q.blogId = p.blogId) order by p.number
            select p.number from Post p where p.stars = (select max(c.likes) from p.comments c) order by p.number
            select p.number from Post p where exists (select 1 from p.comments c where c.likes > 3) order by p.number
            select p.number from Post p where not exists (from Comment c where c.post = p) order by p.number
            select p.number from Post p where p in (select c.post from Comment c where c.likes > 3) order by p.number
            select p.number from Post p where p not in (select c.post from Comment c where c.likes > 3) order by p.number
            select p.number from Post p where p.id not in (select c.post.id from Comment c) order by p.number
            select p.number from Post p where p.number in (select c.number / 10 from Comment c) order by p.number
            select p.number from Post p where p.blogId in (select v.id.blogId from Vote v where v.weight > 1) order by p.number
            select p.number from Post p where p.blogId not in (select v.id.blogId from Vote v where v.weight > 1) order by p.number
            select p.number from Post p where p.blogId = (select max(v.id.blogId) from Vote v) order by p.number
            select p.number from Post p where p.blogId = any (select v.id.blogId from Vote v where v.weight > 0) order by p.number
            select p.number from Post p where p.stars >= all (select q.stars from Post q where q.stars is not null) order by p.number
            select p.number from Post p where (from Comment c where c.post = p and c.number = p.number * 10) member of p.comments order by p.number
            select p.number from Post p where (select count(*) from Post q where q.blogId = p.blogId and q.number < p.number) < 2 order by p.number
            select p.number from Post p where (select count(*) from Post q where q.stars = p.stars) > 4 order by p.number
            select p.number, (select count(*) from Comment c where c.post = p) from Post p order by p.number
            select p.number, (select max(q.number) from Post q) from Post p order by p.number
            select (select count(*) from Post p), (select count(*) from Comment c)
            select p.number from Post p where p.number = (select max(q.number) from Post q) order by p.number
            select p.number from Post p where elements(p.comments) is not null order by p.number
            select p.number from Post p where p.comments is not empty order by p.number desc
            select p.number from Post p where size(p.comments) = 0 order by p.number
            select p.number from Post p where maxelement(p.comments.likes) > 2 order by p.number
            select x.n from (select p.number as n from Post p) x order by x.n
            with w as (select p.number as n from Post p where p.stars > 2) select w.n from w order by w.n
            select p.number from Post p union select c.number from Comment c
            select p.number, row_number() over (order by p.number) from Post p order by p.number
            -- Keys.
            select p.number from Post p where p.blogId = 4 order by p.number
            select p.number from Post p where 4 = p.blogId order by p.number
            select p.number from Post p where p.blogId = 4 or p.number = 3 order by p.number
            select p.number from Post p where p.blogId = 4 or p.blogId is null order by p.number
            select p.number from Post p where p.blogId = 4 and p.blogId = 5 order by p.number
            select p.number from Post p where p.blogId in (4) or p.blogId in (5, 6) order by p.number
            select p.number from Post p where not (p.blogId = 4) order by p.number
            select p.number from Post p where not (p.blogId <> 4) order by p.number
            select p.number from Post p where p.blogId is not distinct from 4 order by p.number
            select p.number from Post p where p.blogId is distinct from 4 order by p.number
            select p.number from Post p where p.blogId not in (4, 5) order by p.number
            select p.number from Post p where p.blogId between 4 and 4 order by p.number
            select p.number from Post p where p.blogId > 4 order by p.number
            select p.number from Post p where p.blogId = 2 + 2 order by p.number
            select p.number from Post p where p.blogId + 0 = 4 order by p.number
            select p.number from Post p where (p.blogId, p.stars) = (4, 2) order by p.number
            select p.number from Post p where (p.blogId, p.stars) in ((4, 2), (5, 3)) order by p.number
            select p.number from Post p where p.blogId = 4.0 order by p.number
            select p.number from Post p where p.blogId = null order by p.number
            select p.number from Post p where p.blogId in (4, null) order by p.number
            select p.number from Post p where p.blogId = case when 1 = 1 then 4 else 5 end order by p.number
            select p.number from Post p where p.blogId = (select 4) order by p.number
            select p.number from Post p join Comment c on c.post = p where c.blogId = 4 order by c.number
            select p.number from Post p left join p.comments c on c.blogId = 4 order by p.number, c.number
            select p.number from Post p left join Comment c on c.post = p and c.blogId = 4 order by p.number, c.number
            select p.number from Post p left join Comment c on c.post = p and p.blogId = 4 order by p.number, c.number
            select p.number, q.number from Post p, Post q where p.blogId = 4 and q.blogId = 4 order by p.number, q.number
            select p.number, q.number from Post p, Post q where p.blogId = 4 and q.blogId = 5 order by p.number, q.number
            select p.number, q.number from Post p, Post q where p.blogId = 4 and q.number = 3 order by p.number, q.number
            select v.weight from Vote v where v.id.blogId = 3 order by v.weight, v.id.voter
            select v.weight from Vote v where v.id.voter = 'anna' order by v.id.blogId
            select p.number from Post p where p.blogId = 4 order by p.number limit 2 offset 1
            select p.number from Post p where p.blogId = 4 and (p.stars = 1 or p.blogId = 5) order by p.number
            select p.number from Post p where exists (select 1 from Post q where q.blogId = 4) order by p.number
            select p.number from Post p where exists (select 1 from Post q where q.blogId = 4 and q.blogId = p.blogId) order by p.number
            select p.number from Post p where p.stars in (select q.stars from Post q where q.blogId = 4) order by p.number
            select p.number from Post p where p.blogId = 4 and p.stars in (select q.stars from Post q where q.blogId = 4) order by p.number
            select p.number from Post p where p.blogId in (4, 5) and p.stars in (select q.stars from Post q where q.blogId = 4) order by p.number
            select p.number from Post p where p.blogId in (4, 5) and exists (select 1 from Comment c where c.number = p.number) order by p.number
            select p.number, case when exists (select 1 from Post q where q.number = p.number + 1) then 1 else 0 end from Post p order by p.number
            select count(*) from Post p where p.blogId = 4 or exists (select 1 from Vote v where v.weight = p.stars)
            -- Pages.
            select p.number from Post p order by p.number offset 10000
            select p.number from Post p order by p.number limit 0
            select p.number from Post p order by p.number limit 10000
            select p.number from Post p order by p.number offset 7 rows fetch next 3 rows only
            select p.number from Post p order by p.number fetch first 10 percent rows only
            select p.stars from Post p order by p.stars fetch first 3 rows with ties
            select count(*) from Post p limit 1
            select count(*) from Post p offset 1
            select p.mood, count(*) from Post p group by p.mood order by p.mood nulls first limit 2 offset 1
            select p.number from Post p order by p.number limit 1 + 1
            -- Conditions of joins.
            select p.number, c.number from Post p left join p.comments c on c.post.blogId = 4 order by p.number, c.number nulls first
            select p.number, c.number from Post p left join p.comments c on c.likes > 2 and p.blogId in (4, 5) order by p.number, c.number nulls first
            select p.number, c.number from Post p join p.comments c on c.blogId = 4 order by p.number, c.number
            select v.weight, p.number, c.number from Vote v join Post p on p.blogId = v.id.blogId left join p.comments c on c.blogId = 4 order by v.id.voter, p.number, c.number nulls first
            select count(*) from Vote v cross join Post p left join p.comments c on c.blogId = v.id.blogId
            select count(*) from Post p cross join Vote v left join p.comments c on p.blogId = v.id.blogId
            select w.name, s.name from Shop s left join s.wares w on w.name like '%1' order by s.name, w.name nulls first
            -- Further orders.
            select p.number as n from Post p where p.blogId in (1, 2) order by n desc limit 3
            select p as post from Post p order by post.number
            select p.title as t, p.number from Post p order by lower(t), p.number
            select distinct p.title as t from Post p order by t desc
            select distinct p.title from Post p order by 1 desc limit 3
            select distinct p.title, p.number from Post p order by 2 desc, 1
            select p.stars, p.number from Post p order by p.stars asc nulls first, 2 desc
            select distinct p from Post p left join p.comments c where c.likes > 1 order by p.number
            select distinct p.title from Post p join p.comments c order by p.title
            select distinct lower(p.title) from Post p order by lower(p.title) desc
            select distinct c.post from Comment c order by c.post.number
            select distinct c.post.title from Comment c order by c.post.title
            select distinct p.price from Post p order by p.price nulls first
            select distinct p.rating + 1 from Post p order by p.rating + 1
            select distinct p.stars, p.mood from Post p order by p.mood nulls last, p.stars desc nulls first limit 5 offset 3
            select p.number from Post p order by p.rating / 3, p.number
            select p.number, cast(p.price as Double) from Post p order by cast(p.price as Double) nulls last, p.number
            select p.published, p.number from Post p order by extract(month from p.published) nulls last, p.number
            select p.number from Post p order by p.stars > 2, p.number
            select p.number from Post p order by p.mood desc, p.grade desc, p.number
            select p.number from Post p order by nullif(p.stars, 2) nulls last, p.number
            select p.number from Post p order by greatest(p.stars, p.hits) nulls last, p.number
            select p.number from Post p order by mod(p.number, 7), p.number desc
            select p.number from Post p order by replace(p.title, 'B', 'z'), p.number
            select c.number from Comment c order by c.post.mood nulls first, c.likes, c.number
            select c.number from Comment c left join c.post p left join Vote v on v.id.blogId = p.blogId and v.id.voter = 'anna' order by v.weight nulls last, c.number
            select min(p.title), p.stars from Post p group by p.stars order by min(p.title), p.stars
            select avg(p.price), p.stars from Post p group by p.stars order by avg(p.price) desc nulls last, p.stars
            select count(distinct p.title), p.blogId from Post p group by p.blogId order by 1 desc, 2
            select count(distinct p.title), p.stars from Post p group by p.stars order by 1 desc, 2
            select p.mood, p.grade, count(*) from Post p group by p.mood, p.grade order by count(*) desc, p.mood, p.grade
            select p.price, count(*) from Post p group by p.price order by p.price nulls first
            select p.rating as r, max(p.number) as m from Post p group by r order by m
            select p.token, min(p.hits) from Post p group by p.token order by p.token nulls first
            select p.published, sum(p.price) from Post p group by p.published order by p.published nulls last limit 4
            select distinct p.stars, count(*) from Post p group by p.stars, p.mood order by p.stars nulls last, 2
            select p.stars, count(*) filter (where p.mood = HAPPY), sum(p.price) filter (where p.hits > 5) from Post p group by p.stars order by p.stars nulls last
            select count(c.likes), count(distinct p), sum(p.stars) from Post p left join p.comments c
            select sum(p.price), sum(p.rating), sum(p.hits), min(p.number) from Post p where p.blogId in (1, 2, 3)
            select max(c.post.published) from Comment c
            select avg(c.post.stars), c.likes from Comment c group by c.likes order by c.likes
            select sum(p.stars) / count(*) from Post p
            select -sum(p.stars) from Post p
            select new dev.rowhouse.shard.Stat(p.title, count(*)) from Post p group by p.title order by count(*), p.title
            select new list(p.number, p.stars) from Post p order by p.number
            select p.number, new dev.rowhouse.shard.Stat(p.title, p.hits) from Post p order by p.number
            select count(*), new dev.rowhouse.shard.Stat(max(p.title), sum(p.hits)) from Post p
            select count(*) from Post p where p.id = (select max(c.post.id) from Comment c where c.post = p)
            select p.number from Post p where p = (select c.post from Comment c where c.number = 31) order by p.number
            select p.number from Post p where exists (select c from Comment c join c.post q where q = p and q.stars = 3) order by p.number
            select p.number from Post p where exists (select 1 from Post q join q.comments c where q.number = p.number) order by p.number
            select c.number from Comment c where c.post in (select p from Post p where p.stars = 3) order by c.number
            select c.number from Comment c where c.post.id in (select p.id from Post p where p.stars = 3 order by p.number limit 1) order by c.number
            select p.number from Post p where p.blogId in (select q.blogId from Post q group by q.blogId having count(*) > 4) order by p.number
            select p.number from Post p where p.id in (select max(q.id) from Post q group by q.stars) order by p.number
            select p.number from Post p where p.id in (select max(q.id) from Post q group by q.blogId) order by p.number
            select count(*) from Post p where p.id in (select max(q.id) from Post q)
            select p.number from Post p where p.stars in (p.hits, p.number) order by p.number
            select p.number from Post p where true order by p.number
            select p.number from Post p where 1 = 2 order by p.number
            select count(*) from Post p where 1 = 2
            select max(p.title), count(*), sum(p.price), avg(p.stars) from Post p where p.blogId = 99
            select p.mood, count(*) from Post p where 1 = 2 group by p.mood
            select p.number from Post p where :x is null order by p.number
            delete from Post p where p.number = 1000
            select w.shop, count(*) from Ware w group by w.shop
            select count(*) from Ware w group by w.shop.id order by count(*) desc
            select s.name, w.name from Shop s join s.wares w order by w.name
            select s.name, w.name from Shop s join Ware w on w.shop = s order by w.name
            select s.name, w.name from Shop s join Ware w on w.shop.id = s.id order by w.name
            select s.name from Shop s where size(s.wares) = 2 order by s.name
            select s.name from Shop s where s in (select w.shop from Ware w) order by s.name
            select s.name from Shop s where s not in (select w.shop from Ware w) order by s.name
            select w.name, v.name from Ware w join Ware v on v.shop = w.shop and v.name > w.name order by w.name
            select v.weight, u.weight from Vote v join Vote u on u.id.blogId = v.id.blogId and u.id.voter > v.id.voter order by v.id.blogId
            select v.id.blogId, sum(v.weight) from Vote v group by v.id.blogId order by 2, 1
            select v.weight from Vote v where v.id = (select max(u.id) from Vote u)
            select count(v) from Vote v where v.id.blogId in (1, 2)
            select f.name from Film f where f.blogId = 1 or f.minutes > 100 order by f.name
            select m.name, p.number from Medium m join Post p on p.blogId = m.blogId order by m.name, p.number limit 4
            -- Kinds of entities.
            select m.name from Medium m order by m.name
            select m from Medium m order by m.name
            select m.name from Medium m where type(m) = Film order by m.name
            select f.minutes from Film f order by f.minutes, f.name
            select treat(m as Film).minutes from Medium m order by m.name
            select sum(treat(m as Film).minutes) from Medium m
            select m.name from Medium m where treat(m as Film).minutes > 60 order by m.name
            select m.name from Medium m where m.blogId = 2 order by m.name
            select t.name from Tag t order by t.name
            select t.name from Loud t order by t.name
            select type(t) from Tag t order by t.name
            select t from Tag t where t.blogId in (1, 2) order by t.name
            select w.name, w.shop.name from Ware w order by w.name
            """;

    private Hostile() {}

    static List<String> queries() {
        return TEXT.lines().filter(line -> !line.startsWith("--")).toList();
    }
}
