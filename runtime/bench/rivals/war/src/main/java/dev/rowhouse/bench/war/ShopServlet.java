package dev.rowhouse.bench.war;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rowhouse.bench.shop.Counter;
import dev.rowhouse.bench.shop.Shop;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers {@code /order} of one shop. Its database is in memory and has the name of its context path. */
public final class ShopServlet extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1;
    /** As many as a pool of Rowhouse has, unless its file says otherwise; none is kept that nobody uses. */
    private static final int MOST_CONNECTIONS = 8;

    private transient @Nullable HikariDataSource pool;
    private transient @Nullable EntityManagerFactory factory;

    /** For the container. */
    public ShopServlet() {}

    @Override
    public void init() throws ServletException {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:" + getServletContext().getContextPath().substring(1));
        // The JVM looks for drivers once, and not in web apps.
        config.setDriverClassName("org.h2.Driver");
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(0);
        var source = new HikariDataSource(config);
        pool = source;
        var persistence = new PersistenceConfiguration("shop");
        Shop.entities().forEach(persistence::managedClass);
        factory = persistence.property("hibernate.connection.datasource", source)
                .property("hibernate.hbm2ddl.auto", "create")
                .createEntityManagerFactory();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var answer = Objects.requireNonNull(factory).callInTransaction(Counter::serve).getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/plain");
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }

    @Override
    public void destroy() {
        if (factory != null) {
            factory.close();
        }
        if (pool != null) {
            pool.close();
        }
    }
}
