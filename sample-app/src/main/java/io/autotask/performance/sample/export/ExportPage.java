package io.autotask.performance.sample.export;

/**
 * Some lines of a file.
 *
 * @param text the lines
 * @param rows how many tickets they are
 * @param continuationToken where to go on after them, and after all that came before
 */
public record ExportPage(String text, int rows, String continuationToken) {

}
