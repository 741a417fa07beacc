package org.lupomig.store.connect;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.store.StoreMessage;

/** Finds the one clear line for a connection that could not be made. */
final class ConnectFailure {
    private static final int TOO_MANY = 1040;
    private static final int TOO_MANY_OF_USER = 1203;
    private static final int LIMIT_OF_ACCOUNT = 1226;

    /** As documentation writes it, for whoever does not say which database it was. */
    private static final String ANY_VARIABLE = "LUPOMIG_DATABASE_NAME";

    private ConnectFailure() {}

    /** Whether the server only has no room for another one now, by the number of its error. */
    static boolean isForRoom(int code) {
        return code == TOO_MANY || code == TOO_MANY_OF_USER || code == LIMIT_OF_ACCOUNT;
    }

    /** Whether it is the account that has no room. */
    static boolean isForAccount(SQLException e) {
        return e.getErrorCode() == TOO_MANY_OF_USER
                || (e.getErrorCode() == LIMIT_OF_ACCOUNT && ServerError.text(e).contains("max_user_connections"));
    }

    static Problem of(MariaDbAddress address, SQLException e) {
        String place = address.display();
        String user = address.user() == null ? "" : address.user();
        String text = ServerError.text(e);
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof UnknownHostException) {
                return Problem.of(StoreMessage.HOST_UNKNOWN, address.host());
            }
            if (t instanceof SSLException) {
                return Problem.of(StoreMessage.TLS_FAILED, place, ServerError.text(t));
            }
        }
        return switch (e.getErrorCode()) {
            case 1045, 1698 -> Problem.of(StoreMessage.ACCESS_DENIED, place, user, ANY_VARIABLE);
            case 1044 -> Problem.of(StoreMessage.SCHEMA_DENIED, place, user, text);
            case 1049 -> Problem.of(StoreMessage.SCHEMA_UNKNOWN, place, String.valueOf(address.schema()));
            case 1129, 1130 -> Problem.of(StoreMessage.HOST_REFUSED, place, text);
            case TOO_MANY, TOO_MANY_OF_USER, LIMIT_OF_ACCOUNT -> Problem.of(StoreMessage.SERVER_FULL, place, text);
            case 1820, 1862, 4150, 4151 -> Problem.of(StoreMessage.ACCOUNT_UNUSABLE, place, user, text);
            case 3159 -> Problem.of(StoreMessage.TLS_FAILED, place, text);
            default -> byText(place, e, text);
        };
    }

    private static Problem byText(String place, SQLException e, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("ssl") || lower.contains("certificate")) {
            return Problem.of(StoreMessage.TLS_FAILED, place, text);
        }
        if (ServerError.state(e).startsWith("08")) {
            return Problem.of(StoreMessage.SERVER_UNREACHABLE, place, reason(e, text));
        }
        return Problem.of(StoreMessage.CONNECT_FAILED, place, text);
    }

    /** The innermost sentence: the driver's own repeats the address around it. */
    private static String reason(SQLException e, String text) {
        Throwable innermost = e;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost == e ? text : ServerError.text(innermost).toLowerCase(Locale.ROOT);
    }
}
