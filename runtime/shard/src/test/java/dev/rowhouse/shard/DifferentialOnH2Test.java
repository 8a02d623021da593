package dev.rowhouse.shard;

class DifferentialOnH2Test extends DifferentialContract {
    @Override
    String url(String name) {
        return "jdbc:h2:mem:differential-" + name;
    }
}
