package dev.rowhouse.apps.conduit;

/** Somebody who sends requests to one instance, logged in or not. Paths start behind {@code <mount>/api}. */
interface Caller {
    Client client();

    /** What the field Authorization of each request says; empty if there is none. */
    String authorization();

    default Answer get(String path) {
        return client().send("GET", path, authorization(), "");
    }

    default Answer post(String path) {
        return client().send("POST", path, authorization(), "");
    }

    default Answer post(String path, String json) {
        return client().send("POST", path, authorization(), json);
    }

    default Answer put(String path, String json) {
        return client().send("PUT", path, authorization(), json);
    }

    default Answer delete(String path) {
        return client().send("DELETE", path, authorization(), "");
    }
}
