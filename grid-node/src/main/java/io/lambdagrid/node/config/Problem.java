package io.lambdagrid.node.config;

import io.lambdagrid.view.GridError;

/**
 * One mistake in the configuration.
 *
 * @param sentence what is wrong, what was expected and what to do; further lines, if any, show the place
 */
public record Problem(GridError error, Place place, String sentence) {}
