package dev.rowhouse.session;

class CollisionsOnH2Test extends Collisions {
    @Override
    House open(String test) throws Exception {
        return House.open(engines, "collisions-" + test, "acme");
    }
}
