/** The event store on DuckDB and its Parquet archive; the only package that speaks JDBC. */
@NullMarked
package dev.bartizan.store;

import org.jspecify.annotations.NullMarked;
