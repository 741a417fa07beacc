// The sentences of the .lupomig language.
//
// Every decision is made on one token: that keeps parsing fast when cold, and lets recovery know what may come.
// Which keyword is meant as a name, and where a brace is missing, is settled before the parser sees the tokens.
parser grammar LupomigParser;

options {
    tokenVocab = LupomigLexer;
}

file : fileItem* EOF ;

fileItem
    : importItem
    | plan
    | misplacedInFile
    ;

importItem : keyword=IMPORT text ;

plan : keyword=PLAN name planClause* open=LBRACE planItem* close=RBRACE ;

planClause : VERSION version ;

planItem
    : epoch
    | database
    | schema
    | table
    | doctrine
    | param
    | batch
    | misplacedInPlan
    ;

epoch : keyword=EPOCH from=timestamp ARROW to=timestamp ;

database : keyword=DATABASE name EQ word text? databaseClause* ;

databaseClause : OPTIONAL ;

schema : keyword=SCHEMA reference word schemaClause* ;

schemaClause : BUDGET count | onClause ;

table : keyword=TABLE reference word tableClause* ;

tableClause : CATEGORY text | PRIORITY count | TARGET reference ;

doctrine : keyword=DOCTRINE name (COMMA name)* (open=LBRACE ruleSetting* close=RBRACE)? ;

ruleSetting : level=(DENY | WARN | ALLOW) name ruleClause* ;

ruleClause : IN reference | becauseClause ;

param : keyword=PARAM name isText=TEXT? (EQ literal)? ;

batch : keyword=BATCH name batchClause* open=LBRACE batchItem* close=RBRACE ;

batchClause : onClause | requiresClause | conflictsClause | rollbackClause | PARALLEL count ;

batchItem
    : freeze
    | backup
    | step
    | undo
    | validate
    | misplacedInBatch
    ;

freeze : keyword=FREEZE WRITES ON reference (COMMA reference)* becauseClause* ;

backup : keyword=BACKUP reference (COMMA reference)* intoClause* ;

step : keyword=STEP name stepClause* open=LBRACE stepItem* close=RBRACE ;

stepClause
    : onClause
    | requiresClause
    | optionalClause
    | conflictsClause
    | whenClause
    | rollbackClause
    ;

stepItem
    : sql
    | undo
    | files
    | copy
    | validate
    | allow
    | timeout
    | retry
    | misplacedInStep
    ;

sql : keyword=SQL text ;

undo : keyword=UNDO (NONE becauseClause* | text) ;

files : keyword=FILES word text open=LBRACE fileAction* close=RBRACE ;

fileAction : header | replace | move | archive ;

header : keyword=HEADER text EQ expression ;

replace : keyword=REPLACE all=ALL? matching=MATCHING? from=text WITH to=text timesClause* ;

move : keyword=MOVE TO text ;

archive : keyword=ARCHIVE SUFFIX text ;

copy : keyword=COPY from=reference ARROW to=reference copyClause* ;

copyClause : WHERE text | ON CONFLICT action=(NAME | REPLACE) ;

validate : keyword=VALIDATE word validatePart* open=LBRACE check* close=RBRACE ;

validatePart : word | text | ON FAILURE ROLLBACK word ;

check : keyword=(EXPECT | WARN) expression ;

allow : keyword=ALLOW word becauseClause* ;

timeout : keyword=TIMEOUT limit=DURATION ;

retry : keyword=RETRY count ;

// Clauses that more than one element has

onClause        : ON reference ;
requiresClause  : REQUIRES reference (COMMA reference)* ;
optionalClause  : OPTIONAL reference (COMMA reference)* ;
conflictsClause : CONFLICTS reference (COMMA reference)* ;
whenClause      : WHEN expression ;
rollbackClause  : ROLLBACK word ;
becauseClause   : BECAUSE text ;
intoClause      : INTO text ;
timesClause     : TIMES count ;

// Elements that stand where they cannot: read, so that they have a tree, and spoken of afterwards

misplacedInFile
    : epoch | database | schema | table | doctrine | param | batch
    | freeze | backup | step | sql | undo | files | copy | validate | timeout | retry
    ;

misplacedInPlan
    : importItem | plan
    | freeze | backup | step | sql | undo | files | copy | validate | timeout | retry
    ;

misplacedInBatch
    : importItem | plan
    | epoch | database | schema | table | doctrine | param | batch
    | sql | files | copy | allow | timeout | retry
    ;

misplacedInStep
    : importItem | plan
    | epoch | database | schema | table | doctrine | param | batch
    | freeze | backup | step
    ;

// Small things

// A quoted name is read, and spoken of afterwards.
name : token=(NAME | STRING) ;

word : token=NAME ;

reference : first=NAME (DOT rest+=NAME)* | quoted=STRING ;

text : token=(STRING | RAW_BLOCK) ;

count : token=INTEGER ;

timestamp : token=INTEGER ;

version : token=(INTEGER | DECIMAL | VERSION_NUMBER) ;

literal : sign=MINUS? token=(INTEGER | DECIMAL | DURATION | PERCENT | STRING | RAW_BLOCK | TRUE | FALSE) ;

// Expressions, loosest first. Chains are loops, not recursion: only parentheses nest.

expression : conjunction (OR conjunction)* ;

conjunction : negation (AND negation)* ;

negation : NOT* comparison ;

comparison : sum comparisonTail* ;

comparisonTail
    : operator=(EQ | NE | LT | LE | GT | GE) sum
    | WITHIN tolerance=PERCENT OF sum
    ;

sum : product (sumOperator product)* ;

sumOperator : token=(PLUS | MINUS) ;

product : signed (productOperator signed)* ;

productOperator : token=(STAR | SLASH) ;

signed : MINUS* primary ;

primary
    : token=(INTEGER | DECIMAL | DURATION | PERCENT | STRING | RAW_BLOCK | TRUE | FALSE)
    | named
    | LPAREN expression RPAREN
    ;

// Parts behind a call are read, and spoken of afterwards.
named : first=NAME (open=LPAREN arguments? close=RPAREN)? (DOT rest+=NAME)* ;

arguments : expression (COMMA expression)* ;
