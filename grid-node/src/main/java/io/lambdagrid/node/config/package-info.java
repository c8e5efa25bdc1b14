/**
 * The configuration folder of a node: {@code lambda-grid.yaml}, {@code datasets/*.yaml} and {@code views/*.sql}, read
 * into records with a section for each subject. Every mistake of every file is reported at once, with its line and
 * column. Knows nothing of what the settings are used for.
 */
@NullMarked
package io.lambdagrid.node.config;

import org.jspecify.annotations.NullMarked;
