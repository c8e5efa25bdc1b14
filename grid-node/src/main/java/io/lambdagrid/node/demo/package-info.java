/**
 * The demo: an orders shop on real servers, shown live or verified row by row against DuckDB. It uses the grid as any
 * application does, through a configuration folder, the topic and the SDK; it must not look inside the engine.
 */
@NullMarked
package io.lambdagrid.node.demo;

import org.jspecify.annotations.NullMarked;
