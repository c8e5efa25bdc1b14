package io.lambdagrid.node.http;

import io.javalin.http.Context;

/**
 * One thing that can be asked.
 *
 * @param path with {@code {name}} for its variable segments
 * @param access who may ask
 */
record Route(Method method, String path, Access access, Handler handler) {
    /** How it is asked for. Whatever is there for GET is there for HEAD. */
    enum Method {
        GET,
        POST
    }

    /** Answers a request of somebody who may ask. */
    @FunctionalInterface
    interface Handler {
        void handle(Context request, Caller caller) throws Exception;
    }

    static Route get(String path, Access access, Handler handler) {
        return new Route(Method.GET, path, access, handler);
    }

    static Route post(String path, Access access, Handler handler) {
        return new Route(Method.POST, path, access, handler);
    }
}
