/** The HDFS process: the NameNode and its DataNodes in one. Knows Hadoop and nothing of the stack around it. */
@NullMarked
package io.lambdagrid.stack.boot.hdfs;

import org.jspecify.annotations.NullMarked;
