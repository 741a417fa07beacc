// The words of the .lupomig language. Every keyword here stands in Keyword.java too; a test holds them together.
lexer grammar LupomigLexer;

options {
    superClass = BlockLexer;
}

tokens { UNCLOSED_RAW_BLOCK, UNCLOSED_COMMENT }

// Items
IMPORT    : 'import' ;
PLAN      : 'plan' ;
EPOCH     : 'epoch' ;
DATABASE  : 'database' ;
SCHEMA    : 'schema' ;
TABLE     : 'table' ;
DOCTRINE  : 'doctrine' ;
PARAM     : 'param' ;
BATCH     : 'batch' ;
FREEZE    : 'freeze' ;
BACKUP    : 'backup' ;
STEP      : 'step' ;
SQL       : 'sql' ;
UNDO      : 'undo' ;
FILES     : 'files' ;
COPY      : 'copy' ;
VALIDATE  : 'validate' ;
TIMEOUT   : 'timeout' ;
RETRY     : 'retry' ;
HEADER    : 'header' ;
REPLACE   : 'replace' ;
MOVE      : 'move' ;
ARCHIVE   : 'archive' ;
DENY      : 'deny' ;
WARN      : 'warn' ;
ALLOW     : 'allow' ;
EXPECT    : 'expect' ;

// Clauses
VERSION   : 'version' ;
BUDGET    : 'budget' ;
ON        : 'on' ;
CATEGORY  : 'category' ;
PRIORITY  : 'priority' ;
TARGET    : 'target' ;
OPTIONAL  : 'optional' ;
TEXT      : 'text' ;
REQUIRES  : 'requires' ;
CONFLICTS : 'conflicts' ;
ROLLBACK  : 'rollback' ;
PARALLEL  : 'parallel' ;
WHEN      : 'when' ;
WRITES    : 'writes' ;
BECAUSE   : 'because' ;
INTO      : 'into' ;
NONE      : 'none' ;
ALL       : 'all' ;
MATCHING  : 'matching' ;
WITH      : 'with' ;
TIMES     : 'times' ;
TO        : 'to' ;
SUFFIX    : 'suffix' ;
WHERE     : 'where' ;
CONFLICT  : 'conflict' ;
FAILURE   : 'failure' ;
IN        : 'in' ;

// Expressions
AND       : 'and' ;
OR        : 'or' ;
NOT       : 'not' ;
WITHIN    : 'within' ;
OF        : 'of' ;
TRUE      : 'true' ;
FALSE     : 'false' ;

// A minus inside a name belongs to it: a minus sign between names needs a blank.
NAME : [A-Za-z_] [A-Za-z0-9_]* ('-' [A-Za-z0-9_]+)* ;

INTEGER        : [0-9]+ ;
DECIMAL        : [0-9]+ '.' [0-9]+ ;
VERSION_NUMBER : [0-9]+ '.' [0-9]+ ('.' [0-9]+)+ ;
DURATION       : [0-9]+ ('ms' | 's' | 'm' | 'h' | 'd') ;
PERCENT        : [0-9]+ ('.' [0-9]+)? '%' ;

STRING    : '"' STRING_CHARACTER* '"' ;
// Where it ends is decided in BlockLexer, which also turns one without an end into UNCLOSED_RAW_BLOCK.
RAW_BLOCK : '"""' { endRawBlock(); } ;

LBRACE : '{' ;
RBRACE : '}' ;
LPAREN : '(' ;
RPAREN : ')' ;
COMMA  : ',' ;
DOT    : '.' ;
ARROW  : '->' ;
EQ     : '=' ;
NE     : '!=' ;
LE     : '<=' ;
LT     : '<' ;
GE     : '>=' ;
GT     : '>' ;
PLUS   : '+' ;
MINUS  : '-' ;
STAR   : '*' ;
SLASH  : '/' ;

DOC_COMMENT   : '///' (~[/\r\n] ~[\r\n]*)? -> channel(HIDDEN) ;
LINE_COMMENT  : '//' ~[\r\n]* -> channel(HIDDEN) ;
// Its end is found in BlockLexer as well.
BLOCK_COMMENT : '/*' { endBlockComment(); } -> channel(HIDDEN) ;
WHITESPACE    : [ \t\r\n\f\u00A0\uFEFF]+ -> skip ;

// Mistakes that deserve a better message than "unexpected"
UNCLOSED_STRING  : '"' STRING_CHARACTER* '\\'? ;
SINGLE_QUOTED    : '\'' ~['\r\n]* '\''? | [\u201C\u201D\u201E] ~["\u201C\u201D\u201E\r\n]* [\u201C\u201D] ;
BAD_NUMBER       : [0-9] (FOREIGN_PART | '.')* | VERSION_NUMBER '-' [0-9A-Za-z_.-]* | DIGIT_4 '-' DIGIT_2 '-' DIGIT_2 ([T] [0-9:.]* 'Z'?)? ;
WRONG_OPERATOR   : '==' | '<>' | '&&' | '||' | '!' | '=>' | ':=' ;
WRONG_COMMENT    : ('#' | '--' [ \t]) ~[\r\n]* -> channel(HIDDEN) ;
// A block in the quotes of other languages; where it ends is found in BlockLexer.
WRONG_RAW_BLOCK  : ('\'\'\'' | '```') { endWrongRawBlock(); } ;
LOOSE_PARAMETER  : [A-Za-z0-9_]* ('${' [A-Za-z0-9_-]* '}' [A-Za-z0-9_]*)+ ;
COLON            : ':' ;
FOREIGN_NAME     : FOREIGN_LETTER FOREIGN_PART* ('-' FOREIGN_PART+)* ;
UNKNOWN          : . ;

// Letters of all scripts, roughly: what is as long as a NAME is one, because that rule stands first.
fragment FOREIGN_LETTER : [A-Za-z_\u00AA\u00B5\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u1FFF\u2C00-\u2DFF\u3040-\uD7FF\uF900-\uFDFF] ;
fragment FOREIGN_PART   : FOREIGN_LETTER | [0-9] ;
fragment DIGIT_2 : [0-9] [0-9] ;
fragment DIGIT_4 : DIGIT_2 DIGIT_2 ;
fragment STRING_CHARACTER : '\\' ~[\r\n] | ~["\\\r\n] ;
