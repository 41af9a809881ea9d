package io.autotask.performance.cache.replay;

/**
 * A field that queries ask for.
 *
 * @param name its name
 * @param values how many values it has, from 1
 */
record Field(String name, int values) {

}
