package dev.rowhouse.shard;

class HostileOnH2Test extends HostileContract {
    @Override
    String url(String name) {
        return "jdbc:h2:mem:hostile-" + name;
    }
}
