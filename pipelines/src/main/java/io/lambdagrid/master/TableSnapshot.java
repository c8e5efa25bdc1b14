package io.lambdagrid.master;

import io.lambdagrid.view.Coverage;
import java.io.Serializable;

/**
 * A state of a master dataset that never changes any more.
 *
 * @param id Iceberg's snapshot id
 * @param coverage the records it holds, each exactly once
 */
public record TableSnapshot(long id, Coverage coverage) implements Serializable {}
