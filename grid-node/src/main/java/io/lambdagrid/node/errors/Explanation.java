package io.lambdagrid.node.errors;

/**
 * What a code means.
 *
 * @param code such as {@code LG-312}
 * @param title in a few words
 * @param text the meaning, the usual causes and what to do
 */
public record Explanation(String code, String title, String text) {}
