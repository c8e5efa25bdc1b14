package io.lambdagrid.stack.boot;

/** A server that is started once, in a process of its own; the process's shutdown hooks stop it. */
public interface BootedServer {

    /** Starts the server, preparing its data folder when it is new. Returns when the server listens. */
    void start() throws Exception;

    /** Sends the server one real request, as a client over its port, and returns when it was answered. */
    void probe() throws Exception;
}
