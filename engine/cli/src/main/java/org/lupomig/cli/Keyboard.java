package org.lupomig.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Where a person types. */
public interface Keyboard {
    /** Nobody types. */
    Keyboard NONE = new Keyboard() {
        @Override
        public boolean isThere() {
            return false;
        }

        @Override
        public @Nullable String line() {
            return null;
        }
    };

    /** The standard input of this process, where that is a terminal. */
    Keyboard STANDARD_INPUT = new Keyboard() {
        @Override
        public boolean isThere() {
            return Shell.isTerminal(0);
        }

        @Override
        public @Nullable String line() {
            try {
                return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            } catch (IOException e) {
                return null;
            }
        }
    };

    /** Whether anybody does. */
    boolean isThere();

    /** The next line; null where there is none. */
    @Nullable
    String line();
}
