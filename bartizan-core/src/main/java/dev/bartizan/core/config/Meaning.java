package dev.bartizan.core.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a setting does, for the reference and the JSON Schema. Stands on each component of a
 * settings record.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Meaning {
  /** One sentence, with the unit. */
  String value();

  /**
   * The value when the key is missing, as it would be written; the empty text when the key is
   * required (or optional and absent).
   */
  String preset() default "";
}
