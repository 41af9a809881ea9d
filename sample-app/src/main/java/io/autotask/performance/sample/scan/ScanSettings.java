package io.autotask.performance.sample.scan;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the command {@code scan} does with the tickets.
 *
 * @param file Where they are written, a name that ends in .csv or .ndjson. Without it
 * they are only counted.
 */
@ConfigurationProperties("sample.scan")
record ScanSettings(@Nullable Path file) {

}
