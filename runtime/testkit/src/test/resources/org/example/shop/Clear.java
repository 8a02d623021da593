package org.example.shop;

import dev.rowhouse.spi.Job;
import jakarta.inject.Inject;
import java.util.List;

record Clear(ShopApp.Wares wares) implements Job {
    @Inject
    Clear {}

    @Override
    public int run(List<String> arguments) {
        wares.clear();
        return Thread.currentThread().getContextClassLoader() == Clear.class.getClassLoader() ? 0 : 1;
    }
}
