/** Views as programs of others see them: JDBC, a client in another language, Management Center. */
@NullMarked
package io.lambdagrid.node.sql;

import org.jspecify.annotations.NullMarked;
