package dev.rowhouse.apps.blogs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.testkit.TestComposite;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Blogs of two publishers, over HTTP, with the composite file that is shipped. Each test makes blogs of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlogsTest {
    private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d+),");

    @SuppressWarnings("NullAway.Init")
    private TestComposite publishers;

    @BeforeAll
    void start() throws IOException {
        var shipped = Files.readString(Path.of("../../conf/blogs.conf"));
        publishers = TestComposite.start(shipped.replace("{here}/../data", "{here}/data"));
    }

    @AfterAll
    void stop() {
        publishers.close();
    }

    private HttpResponse<String> post(String path, String json, Object... values) {
        return publishers.post(path, json.replace('\'', '"').formatted(values));
    }

    private void addBlog(String publisher, String name) {
        assertThat(post("/%s/blogs".formatted(publisher), "{'name':'%s','title':'About %1$s'}", name).statusCode())
                .isEqualTo(201);
    }

    private long addPost(String publisher, String blog, String title) {
        return added(post("/%s/blogs/%s/posts".formatted(publisher, blog), "{'title':'%s','text':'...'}", title));
    }

    private long addComment(String publisher, String blog, long post, String text) {
        return added(post("/%s/blogs/%s/posts/%d/comments".formatted(publisher, blog, post),
                "{'reader':'Grace','text':'%s'}", text));
    }

    private static long added(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        var id = ID.matcher(response.body());
        assertThat(id.find()).as(response.body()).isTrue();
        return Long.parseLong(id.group(1));
    }

    @Test
    void keepsDirectoryAndLogInDatabasesOfTheirOwn() {
        addBlog("herald", "ada");
        assertThat(publishers.get("/herald/blogs").body()).contains("{\"name\":\"ada\",\"title\":\"About ada\"}");
        assertThat(publishers.get("/herald/log?size=100").body()).contains("\"what\":\"added the blog ada\"");
        assertThat(publishers.get("/gazette/blogs").body()).doesNotContain("\"ada\"");
        assertThat(post("/herald/blogs", "{'name':'ada','title':'again'}").statusCode()).isEqualTo(409);
    }

    @Test
    void givesEachBlogADatabaseOfItsOwn() {
        for (var publisher : List.of("herald", "gazette")) {
            addBlog(publisher, "first");
            addBlog(publisher, "second");
            addPost(publisher, "first", "Hello of " + publisher);
            assertThat(publishers.get("/%s/blogs/second/posts".formatted(publisher)).body())
                    .isEqualTo("{\"posts\":[]}");
        }
        assertThat(publishers.get("/herald/blogs/first/posts").body()).contains("Hello of herald")
                .doesNotContain("Hello of gazette");
        assertThat(publishers.folder().resolve("data/blogs/herald/blog-first.mv.db")).exists();
        assertThat(publishers.work("herald").keys("blog")).contains("first", "second");
        assertThat(publishers.get("/herald/log?size=100").body()).contains("\"what\":\"added a post to first\"");
    }

    @Test
    void makesNoDatabaseForABlogThatIsNone() {
        assertThat(publishers.get("/herald/blogs/nobody/posts").statusCode()).isEqualTo(404);
        assertThat(post("/herald/blogs/nobody/posts", "{'title':'x','text':'y'}").statusCode()).isEqualTo(404);
        assertThat(post("/herald/blogs", "{'name':'../nobody','title':'x'}").statusCode()).isEqualTo(422);
        assertThat(publishers.work("herald").keys("blog")).doesNotContain("nobody");
    }

    @Test
    void spreadsCommentsOverShardsAndFindsThemAgain() {
        var blogs = IntStream.rangeClosed(1, 6).mapToObj("spread-%d"::formatted).toList();
        var newest = 0L;
        for (var blog : blogs) {
            addBlog("gazette", blog);
            var post = addPost("gazette", blog, "A post");
            newest = addComment("gazette", blog, post, "On " + blog);
            assertThat(publishers.get("/gazette/comments/" + newest).body()).contains("On " + blog);
            assertThat(publishers.get("/gazette/blogs/%s/posts/%d/comments".formatted(blog, post)).body())
                    .contains("On " + blog);
        }
        assertThat(publishers.get("/gazette/comments?size=3").body())
                .matches("\\{\"comments\":\\[\\{.*On spread-6.*On spread-5.*On spread-4.*\\],\"total\":6\\}");
        assertThat(publishers.get("/herald/comments/" + newest).statusCode()).isEqualTo(404);
    }

    @Test
    void asksOneShardWhereTheBlogIsKnown() {
        addBlog("herald", "asked");
        var post = addPost("herald", "asked", "A post");
        var comment = addComment("herald", "asked", post, "One");
        assertThat(publishers.statements("herald", () -> publishers.get("/herald/comments/" + comment))).hasSize(1);
        // The blog, its post, and the comments in one shard.
        assertThat(publishers.statements("herald",
                () -> publishers.get("/herald/blogs/asked/posts/%d/comments".formatted(post)))).hasSize(3);
        // The newest of two shards, and the counts of two.
        assertThat(publishers.statements("herald", () -> publishers.get("/herald/comments"))).hasSize(4);
    }

    @Test
    void saysWhatIsNotAcceptable() {
        addBlog("herald", "strict");
        assertThat(post("/herald/blogs/strict/posts", "{'title':' ','text':'\\u0000'}").body())
                .contains("\"title\":\"must not be blank\"");
        assertThat(publishers.get("/herald/blogs/strict/posts/99").statusCode()).isEqualTo(404);
    }
}
