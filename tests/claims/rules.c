/*
 * Every rule of src/claims: a small package that breaks it, with the findings
 * that must come out, and a near miss that must be clean.
 */
#include "claims/check.h"

#include "../base/folder.h"

#include <string.h>

/* Rows that replace those of the usual package; NULL: the usual ones. */
typedef struct {
    const char *what;
    const char *sources, *subjects, *metrics, *claims, *more_claims;
    const char *descriptor; /* members of datapackage.json before the resources; NULL: none */
    const char *findings;   /* "FILE:LINE:COLUMN: LEVEL: RULE: MESSAGE" lines; "": clean */
} RuleCase;

#define SOURCE_COLUMNS "id,title,published,relays,url,archive_url,retrieved,snapshot,sha256"
#define SUBJECT_COLUMNS "id,name,aliases"
#define METRIC_COLUMNS "id,name,unit,kind,minimum,maximum,timed"
#define CLAIM_COLUMNS                                                                              \
    "id,subject,metric,setting,printed,value,low,high,kind,status,as_of,source,quote,at,rank,"     \
    "reason,note"

/* clang-format off */
#define USUAL_SOURCES "a,A,,,,,,,\n"
#define USUAL_SUBJECTS "s,S,\n"
#define USUAL_METRICS "m,M,percent,number,0,100,false\nd,D,date,date,,,false\nt,T,items,number,,,true\n"
#define USUAL_CLAIMS "c,s,m,,7,7,,,exact,actual,,a,7,0,normal,,\n"

#define HEX64 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const RuleCase cases[] = {
    {.what = "the usual package", .findings = ""},

    /* ---- reading ---- */
    {.what = "unknown references",
     .claims = USUAL_CLAIMS "c2,x,y,,7,7,,,exact,actual,,z,7,0,normal,,\n",
     .findings =
         "claims.csv:3:4: error: unknown-reference: subject \"x\" is not in the table subjects: add it there or correct the id\n"
         "claims.csv:3:6: error: unknown-reference: metric \"y\" is not in the table metrics: add it there or correct the id\n"
         "claims.csv:3:29: error: unknown-reference: source \"z\" is not in the table sources: add it there or correct the id\n"},
    {.what = "names instead of ids",
     .subjects = "s,S,S1;Es\n",
     .claims = USUAL_CLAIMS "c2,Es,m,,7,7,,,exact,actual,,a,7,0,normal,,\nc3,S,m,,7,7,,,exact,actual,,a,7,0,normal,,\n",
     .findings =
         "claims.csv:3:4: error: unknown-reference: subject \"Es\" is a name of \"s\": write the id\n"
         "claims.csv:4:4: error: unknown-reference: subject \"S\" is a name of \"s\": write the id\n"},
    {.what = "relays nobody",
     .sources = "a,A,,b,,,,,\n",
     .findings = "sources.csv:2:6: error: unknown-reference: relays \"b\" is not in the table sources: add it there or correct the id\n"},
    {.what = "unknown words",
     .claims = "c,s,m,,7,7,,,Exact,,,a,7,0,best,,\n",
     .findings =
         "claims.csv:2:14: error: unknown-word: kind \"Exact\" is not known: write one of exact, about, at-least, at-most, range, derived\n"
         "claims.csv:2:20: error: unknown-word: status \"\" is not known: write one of actual, planned, target, estimated, rumoured\n"
         "claims.csv:2:28: error: unknown-word: rank \"best\" is not known: write one of preferred, normal, deprecated\n"},
    {.what = "no rank is the normal one", .claims = "c,s,m,,7,7,,,exact,actual,,a,7,0,,,\n", .findings = ""},
    {.what = "an order of choice",
     .descriptor = "\"figtrail\": {\"choice\": [\"independent\", \"rank\", \"published\"]}, ", .findings = ""},
    {.what = "no order of choice", .descriptor = "\"figtrail\": {}, ", .findings = ""},
    {.what = "steps that an order cannot have",
     .descriptor = "\"figtrail\": {\"choice\": [\"rank\",\n\"Rank\", \"newest\", \"rank\", 7,\n"
                   "\"maker\", \"independent\", \"id\"]}, ",
     .findings =
         "datapackage.json:2:1: error: choice-order: \"Rank\" is no step of the order of choice; did you mean \"rank\"?\n"
         "datapackage.json:2:9: error: choice-order: \"newest\" is no step of the order of choice: name some of rank, original, independent, maker, status, kind, as_of, published\n"
         "datapackage.json:2:19: error: choice-order: \"rank\" stands twice: keep the first\n"
         "datapackage.json:2:27: error: choice-order: a step of the order of choice must be a name, such as \"rank\"\n"
         "datapackage.json:3:10: error: choice-order: \"independent\" is the opposite of \"maker\", which stands before: keep one\n"
         "datapackage.json:3:25: error: choice-order: \"id\" always comes last, unsaid: take it out\n"},
    {.what = "an order of another type",
     .descriptor = "\"figtrail\": {\n\"choice\": \"rank\"}, ",
     .findings = "datapackage.json:2:1: error: choice-order: an order of choice must be a list of steps, such as [\"rank\", \"original\"]\n"},
    {.what = "an order without steps",
     .descriptor = "\"figtrail\": {\n\"choice\": []}, ",
     .findings = "datapackage.json:2:1: error: choice-order: an order of choice must be a list of steps, such as [\"rank\", \"original\"]\n"},
    {.what = "wishes that are none",
     .descriptor = "\n\"figtrail\": 7, ",
     .findings = "datapackage.json:2:1: error: choice-order: 'figtrail' must be an object, such as {\"choice\": [...]}\n"},
    {.what = "a wish that is unknown",
     .descriptor = "\"figtrail\": {\n\"order\": []}, ",
     .findings = "datapackage.json:2:1: error: choice-order: 'order' means nothing in 'figtrail'; it may say 'choice'\n"},
    {.what = "metric of no kind",
     .metrics = "m,M,percent,text,,,false\n",
     .findings = "metrics.csv:2:13: error: unknown-word: kind \"text\" is not known: write one of number, date\n"},

    /* ---- ids ---- */
    {.what = "ids with blanks, bars, nothing",
     .subjects = "s,S,\ns 2,S2,\n", .metrics = USUAL_METRICS "m|2,M2,percent,number,,,false\n",
     .findings =
         "metrics.csv:5:1: error: id-form: id \"m|2\" is empty or has a blank, a control character or a '|': use letters, digits, '.' and '-'\n"
         "subjects.csv:3:1: error: id-form: id \"s 2\" is empty or has a blank, a control character or a '|': use letters, digits, '.' and '-'\n"},
    {.what = "ids with other characters", .subjects = "s,S,\nŝ_2.x-y,S2,\n", .findings = ""},
    {.what = "the same id in two tables of claims",
     .more_claims = "c,s,m,k=v,8,8,,,exact,actual,,a,8,9,normal,,\n",
     .findings = "more.csv:2:1: error: duplicate-id: id \"c\" is taken by claims.csv:2: give one of them another\n"},
    {.what = "the same subject twice",
     .subjects = "s,S,\ns,T,\n",
     .findings = "subjects.csv:3:1: error: duplicate-id: id \"s\" is taken by subjects.csv:2: give one of them another\n"},
    {.what = "a subject may have the id of a metric", .subjects = "s,S,\nm,T,\n", .findings = ""},
    {.what = "the same statement twice",
     .claims = USUAL_CLAIMS "c2,s,m,,7,7,,,exact,actual,,a,7,0,normal,,again\n",
     .findings = "claims.csv:3:1: error: duplicate-claim: claim \"c2\" says the same as \"c\" (\"7\" at the same place of source \"a\"): delete one, or correct its at\n"},
    {.what = "the same words at another place",
     .claims = USUAL_CLAIMS "c2,s,m,,7,7,,,exact,actual,,a,7,90,normal,,\n", .findings = ""},
    {.what = "one place, two settings",
     .claims = USUAL_CLAIMS "c2,s,m,k=v,7,7,,,exact,actual,,a,7,0,normal,,\n", .findings = ""},
    {.what = "aliases that say nothing",
     .subjects = "s,S,S2; S2;S\nt,T,;\n",
     .findings =
         "subjects.csv:2:5: warning: alias-form: alias 2 of subject \"s\", \"S2\", stands twice: take one out\n"
         "subjects.csv:2:5: warning: alias-form: alias 3 of subject \"s\", \"S\", is the subject's name: take it out\n"
         "subjects.csv:3:5: warning: alias-form: alias 1 of subject \"t\", \"\", is empty: take out the needless ';'\n"
         "subjects.csv:3:5: warning: alias-form: alias 2 of subject \"t\", \"\", is empty: take out the needless ';'\n"},
    {.what = "aliases in another case", .subjects = "s,S,s;S2;s2\n", .findings = ""},
    {.what = "an alias of two subjects",
     .subjects = "s,S,Lhama 2;LLaMA-2\nt,T,Other; lHAMA 2\n",
     .findings = "subjects.csv:3:5: warning: alias-clash: \"lHAMA 2\" is also a name of subject \"s\": leave it to one of the two\n"},
    {.what = "a name that is the alias of another",
     .subjects = "s,S,\xc3\x89lan\nt,e\xcc\x81lan,\n",
     .findings = "subjects.csv:3:3: warning: alias-clash: \"e\xcc\x81lan\" is also a name of subject \"s\": leave it to one of the two\n"},
    {.what = "a name that is the id of another, with another dash",
     .subjects = "s,R 2,\nr-2,Other,r\xe2\x80\x91" "2\n",
     .findings = "subjects.csv:2:3: warning: alias-clash: \"R 2\" is also a name of subject \"r-2\": leave it to one of the two\n"},
    {.what = "references that are misspelled, or names of a metric or of several",
     .subjects = "s,S,Twin\nstone,T,twin\n", .metrics = USUAL_METRICS "mmlu,Multitask,percent,number,0,100,false\n",
     .claims = USUAL_CLAIMS "c2,sotne,MULTITASK,,7,7,,,exact,actual,,a,7,0,normal,,\n"
               "c3,twin,mmul,,7,7,,,exact,actual,,a,7,0,normal,,\n",
     .findings =
         "claims.csv:3:4: error: unknown-reference: subject \"sotne\" is no id: did you mean stone (T)?\n"
         "claims.csv:3:10: error: unknown-reference: metric \"MULTITASK\" is a name of \"mmlu\": write the id\n"
         "claims.csv:4:4: error: unknown-reference: subject \"twin\" is a name of several: write the id of one of s (S), stone (T)\n"
         "claims.csv:4:9: error: unknown-reference: metric \"mmul\" is no id: did you mean mmlu (Multitask)?\n"
         "subjects.csv:3:9: warning: alias-clash: \"twin\" is also a name of subject \"s\": leave it to one of the two\n"},
    {.what = "an alias like the subject's own name", .subjects = "s,Llama,llama;LLAMA\nt,Llama 2,\n", .findings = ""},

    /* ---- values ---- */
    {.what = "words and dates for a number",
     .claims = "c,s,m,,7,seven,,,exact,actual,,a,7,0,normal,,\n"
               "c2,s,m,,7-8,,2024-04,8%,range,actual,,a,7,1,normal,,\n",
     .findings =
         "claims.csv:2:10: error: value-kind: value \"seven\" is no number, but metric \"m\" is one: write digits, with a '.' before decimals and nothing else\n"
         "claims.csv:3:14: error: value-kind: low \"2024-04\" is no number, but metric \"m\" is one: write digits, with a '.' before decimals and nothing else\n"
         "claims.csv:3:22: error: value-kind: high \"8%\" is no number, but metric \"m\" is one: write digits, with a '.' before decimals and nothing else\n"},
    {.what = "no such day",
     .claims = "c,s,d,,7,2023-02-29,,,exact,actual,,a,7,0,normal,,\n",
     .findings = "claims.csv:2:10: error: value-kind: value \"2023-02-29\" is no date, but metric \"d\" is one: write YYYY, YYYY-MM or YYYY-MM-DD, a day that exists\n"},
    {.what = "numbers and dates of all forms",
     .claims = "c,s,m,,7,7.50,,,exact,actual,,a,7,0,normal,,\n"
               "c2,s,t,,7,2.1e25,,,exact,actual,2024,a,7,0,normal,,\n"
               "c3,s,d,,7,2024-02-29,,,exact,actual,,a,7,0,normal,,\n"
               "c4,s,d,,7,2024,,,exact,actual,,a,7,1,normal,,\n",
     .findings = ""},
    {.what = "no value",
     .claims = "c,s,m,,some,,,,about,actual,,a,some,0,normal,,\n",
     .findings = "claims.csv:2:13: error: value-missing: a claim of kind about has no value: fill it in, or deprecate the claim with a reason\n"},
    {.what = "no value, but deprecated", .claims = "c,s,m,,some,,,,about,actual,,a,some,0,deprecated,no number,\n", .findings = ""},
    {.what = "derived with one end", .claims = "c,s,m,,some,,3,,derived,actual,,a,some,0,normal,,counted\n", .findings = ""},
    {.what = "euros among dollars",
     .metrics = "m,M,USD,number,,,false\n",
     .claims = "c,s,m,,$5,5,,,exact,actual,,a,$5,0,normal,,\nc2,s,m,,US$6,6,,,exact,actual,,a,US$6,0,normal,,\n"
               "c3,s,m,,\u20ac7,7,,,exact,actual,,a,\u20ac7,0,normal,,\n",
     .findings = "claims.csv:4:9: warning: mixed-units: \"\u20ac7\" is in EUR, other figures of metric \"m\" are in USD: give it a metric or a setting unit=... of its own, or make it a derived claim that says how it was converted\n"},
    {.what = "euros that are explained, and no currency",
     .metrics = "m,M,USD,number,,,false\n",
     .claims = "c,s,m,,$5,5,,,exact,actual,,a,$5,0,normal,,\nc2,s,m,unit=euro,\u20ac7,7,,,exact,actual,,a,\u20ac7,0,normal,,\n"
               "c3,s,m,,\u20ac8,9,,,derived,actual,,a,\u20ac8,0,normal,,at 1.1\nc4,s,m,,9,9,,,exact,actual,,a,9,0,normal,,\n",
     .findings = ""},
    {.what = "a part of 1 among percents",
     .claims = "c,s,m,,86%,86,,,exact,actual,,a,86%,0,normal,,\nc2,s,m,,0.86,0.86,,,exact,actual,,a,0.86,0,normal,,\n",
     .findings = "claims.csv:3:14: warning: mixed-units: value 0.86 looks like a part of 1, but metric \"m\" is in percent: write 100 times as much, or print the percent sign\n"},
    {.what = "less than one percent",
     .claims = "c,s,m,,86%,86,,,exact,actual,,a,86%,0,normal,,\nc2,s,m,,0.86%,0.86,,,exact,actual,,a,0.86%,0,normal,,\n",
     .findings = ""},
    {.what = "parts of 1 throughout",
     .claims = "c,s,m,,0.86,0.86,,,exact,actual,,a,0.86,0,normal,,\n", .findings = ""},
    {.what = "a slip in a key of settings",
     .claims = "c,s,m,shots=5,1,1,,,exact,actual,,a,1,0,normal,,\nc2,s,m,shots=4,2,2,,,exact,actual,,a,2,0,normal,,\n"
               "c3,s,m,shot=3,3,3,,,exact,actual,,a,3,0,normal,,\n",
     .findings = "claims.csv:4:8: warning: setting-key: no other claim has the key \"shot\" in its setting; did you mean \"shots\"?\n"},
    {.what = "a rare key like no other",
     .claims = "c,s,m,shots=5,1,1,,,exact,actual,,a,1,0,normal,,\nc2,s,m,shots=4,2,2,,,exact,actual,,a,2,0,normal,,\n"
               "c3,s,m,temperature=3,3,3,,,exact,actual,,a,3,0,normal,,\n",
     .findings = ""},
    {.what = "out of bounds",
     .claims = "c,s,m,,7,864,,,exact,actual,,a,7,0,normal,,\n"
               "c2,s,m,,7,,-1,100.5,range,actual,,a,7,1,normal,,\n",
     .findings =
         "claims.csv:2:10: error: metric-bounds: value 864 is above 100, the maximum of metric \"m\": correct it, or the metric's bound\n"
         "claims.csv:3:12: error: metric-bounds: low -1 is below 0, the minimum of metric \"m\": correct it, or the metric's bound\n"
         "claims.csv:3:15: error: metric-bounds: high 100.5 is above 100, the maximum of metric \"m\": correct it, or the metric's bound\n"},
    {.what = "on the bounds",
     .claims = "c,s,m,,7,100,,,exact,actual,,a,7,0,normal,,\n"
               "c2,s,m,,7,0,,,exact,actual,,a,7,1,normal,,\n", .findings = ""},
    {.what = "bounds the wrong way round",
     .metrics = "m,M,percent,number,100,0,false\n",
     .findings = "metrics.csv:2:20: error: metric-bounds: minimum 100 is above maximum 0, so that no value fits: correct one\n"},
    {.what = "ends the wrong way round",
     .claims = "c,s,m,,7,,9,5,range,actual,,a,7,0,normal,,\n"
               "c2,s,m,,7,4,5,9,range,actual,,a,7,1,normal,,\n"
               "c3,s,m,,7,10,5,9,range,actual,,a,7,2,normal,,\n"
               "c4,s,d,,7,,2024-05,2024-04,range,actual,,a,7,3,normal,,\n",
     .findings =
         "claims.csv:2:11: error: range-order: low 9 is above high 5: low <= value <= high must hold\n"
         "claims.csv:3:13: error: range-order: low 5 is above value 4: low <= value <= high must hold\n"
         "claims.csv:4:11: error: range-order: value 10 is above high 9: low <= value <= high must hold\n"
         "claims.csv:5:12: error: range-order: low 2024-05 is after high 2024-04: low <= value <= high must hold\n"},
    {.what = "ends in order",
     .claims = "c,s,m,,7,,5,5,range,actual,,a,7,0,normal,,\n"
               "c2,s,m,,7,5,5,9,range,actual,,a,7,1,normal,,\n"
               "c3,s,d,,7,,2024-04-18,2024-04,range,actual,,a,7,3,normal,,\n", .findings = ""},
    {.what = "ends that the kind lacks",
     .claims = "c,s,m,,7,7,5,,range,actual,,a,7,0,normal,,\n"
               "c2,s,m,,7,7,,,at-least,actual,,a,7,1,normal,,\n"
               "c3,s,m,,7,7,7,,at-most,actual,,a,7,2,normal,,\n"
               "c4,s,m,,7,7,7,,exact,actual,,a,7,3,normal,,\n",
     .findings =
         "claims.csv:2:14: error: range-extent: a claim of kind range needs high, which is empty: fill it in or change the kind\n"
         "claims.csv:3:13: error: range-extent: a claim of kind at-least needs low, which is empty: fill it in or change the kind\n"
         "claims.csv:4:13: error: range-extent: a claim of kind at-most has no low, but it says 7: empty it or change the kind\n"
         "claims.csv:4:15: error: range-extent: a claim of kind at-most needs high, which is empty: fill it in or change the kind\n"
         "claims.csv:5:13: error: range-extent: a claim of kind exact has no low, but it says 7: empty it or change the kind\n"},
    {.what = "ends that the kind needs",
     .claims = "c,s,m,,7,,5,9,range,actual,,a,7,0,normal,,\n"
               "c2,s,m,,7,7,7,,at-least,actual,,a,7,1,normal,,\n"
               "c3,s,m,,7,,,7,at-most,actual,,a,7,2,normal,,\n", .findings = ""},

    /* ---- what surrounds the figure ---- */
    {.what = "settings out of form",
     .claims = "c1,s,m,shots=5;method=cot,7,7,,,exact,actual,,a,7,0,normal,,\n"
               "c2,s,m,shots=5;shots=0,7,7,,,exact,actual,,a,7,1,normal,,\n"
               "c3,s,m,shots= 5,7,7,,,exact,actual,,a,7,2,normal,,\n"
               "c4,s,m,shots,7,7,,,exact,actual,,a,7,3,normal,,\n"
               "c5,s,m,shots=5;,7,7,,,exact,actual,,a,7,4,normal,,\n"
               "c6,s,m,=5,7,7,,,exact,actual,,a,7,5,normal,,\n"
               "c7,s,m,a=b=c,7,7,,,exact,actual,,a,7,6,normal,,\n"
               "c8,s,m,a=b|c,7,7,,,exact,actual,,a,7,7,normal,,\n",
     .findings =
         "claims.csv:2:8: error: setting-form: setting \"shots=5;method=cot\" has method after shots: sort by key\n"
         "claims.csv:3:8: error: setting-form: setting \"shots=5;shots=0\" has the key shots twice: keep one\n"
         "claims.csv:4:8: error: setting-form: setting \"shots= 5\" has a blank: take it out\n"
         "claims.csv:5:8: error: setting-form: setting \"shots\" has \"shots\" where a key=value belongs: join pairs by ';'\n"
         "claims.csv:6:8: error: setting-form: setting \"shots=5;\" has \"\" where a key=value belongs: join pairs by ';'\n"
         "claims.csv:7:8: error: setting-form: setting \"=5\" has \"=5\" where a key=value belongs: join pairs by ';'\n"
         "claims.csv:8:8: error: setting-form: setting \"a=b=c\" has \"a=b=c\" where a key=value belongs: join pairs by ';'\n"
         "claims.csv:9:8: error: setting-form: setting \"a=b|c\" has a '|', which separates the parts of a figure's key: take it out\n"},
    {.what = "settings in form",
     .claims = "c1,s,m,method=cot@32;shots=5,7,7,,,exact,actual,,a,7,0,normal,,\n"
               "c2,s,m,a=1;a-b=2;ab=3,7,7,,,exact,actual,,a,7,1,normal,,\n", .findings = ""},
    {.what = "as_of is no date",
     .claims = "c,s,m,,7,7,,,exact,actual,spring 2024,a,7,0,normal,,\n",
     .findings = "claims.csv:2:27: error: as-of: as_of \"spring 2024\" is no date: write YYYY, YYYY-MM or YYYY-MM-DD, a day that exists\n"},
    {.what = "as_of of a month", .claims = "c,s,m,,7,7,,,exact,actual,2024-04,a,7,0,normal,,\n", .findings = ""},
    {.what = "timed, but when",
     .sources = "a,A,2024-05,,,,,,\n",
     .claims = "c,s,t,,7,7,,,exact,actual,,a,7,0,normal,,\n",
     .findings = "claims.csv:2:27: warning: as-of-missing: metric \"t\" changes with time, but as_of is empty: say when the figure was true, as precisely as the source of 2024-05 tells\n"},
    {.what = "timed, by an undated source", .claims = "c,s,t,,7,7,,,exact,actual,,a,7,0,normal,,\n", .findings = ""},
    {.what = "timed, with a year", .claims = "c,s,t,,7,7,,,exact,actual,2024,a,7,0,normal,,\n", .findings = ""},
    {.what = "deprecated, but why",
     .claims = "c,s,m,,7,7,,,exact,actual,,a,7,0,deprecated,,x\n",
     .findings = "claims.csv:2:45: error: rank-reason: claim \"c\" is deprecated without a reason: say why it is set aside\n"},
    {.what = "deprecated with a reason", .claims = "c,s,m,,7,7,,,exact,actual,,a,7,0,deprecated,misread,\n", .findings = ""},
    {.what = "derived, but how",
     .claims = "c,s,m,,half,50,,,derived,actual,,a,7,0,normal,x,\n",
     .findings = "claims.csv:2:49: error: derived-note: claim \"c\" is derived without a note: say how 50 was found from \"half\"\n"},
    {.what = "derived with a note", .claims = "c,s,m,,half,50,,,derived,actual,,a,7,0,normal,,half of 100\n", .findings = ""},

    /* ---- sources ---- */
    {.what = "a source of nothing",
     .sources = "a,A,,,,,,,\nb,B,,,,,,,\n",
     .findings = "sources.csv:3:1: warning: source-unused: no claim rests on source \"b\" and no source relays it: add its claims or take it out\n"},
    {.what = "a source that is only relayed", .sources = "a,A,,b,,,,,\nb,B,,,,,,,\n", .findings = ""},
    {.what = "dates of a source",
     .sources = "a,A,May 2024,,,,2024-13-01,,\n",
     .findings =
         "sources.csv:2:5: error: source-date: published \"May 2024\" is no date: write YYYY, YYYY-MM or YYYY-MM-DD, a day that exists\n"
         "sources.csv:2:17: error: source-date: retrieved \"2024-13-01\" is no date: write YYYY, YYYY-MM or YYYY-MM-DD, a day that exists\n"},
    {.what = "good dates of a source", .sources = "a,A,2024,,,,2024-12-31,,\n", .findings = ""},
    {.what = "relays in a circle",
     .sources = "a,A,,b,,,,,\nb,B,,c,,,,,\nc,C,,b,,,,,\n",
     .findings =
         "sources.csv:3:6: error: relays-cycle: source \"b\" relays itself (b -> c -> b): empty relays for the one that came first\n"
         "sources.csv:4:6: error: relays-cycle: source \"c\" relays itself (c -> b -> c): empty relays for the one that came first\n"},
    {.what = "relays itself",
     .sources = "a,A,,a,,,,,\n",
     .findings = "sources.csv:2:6: error: relays-cycle: source \"a\" relays itself (a -> a): empty relays for the one that came first\n"},
    {.what = "a long chain", .sources = "a,A,,b,,,,,\nb,B,,c,,,,,\nc,C,,,,,,,\n", .findings = ""},
    {.what = "addresses that lead nowhere",
     .sources = "a,A,,b,ftp://host.net/page,https://www.Example.com/page,,,\n"
                "b,B,,c,https://host.net,http://host.net/,,,\n"
                "c,C,,,https:///page,https://host.net/a page,,,\n",
     .findings =
         "sources.csv:2:8: warning: url-form: url \"ftp://host.net/page\" is neither http:// nor https://: give the address of the page\n"
         "sources.csv:2:28: warning: url-form: archive_url \"https://www.Example.com/page\" is an example: give the real address or leave the cell empty\n"
         "sources.csv:3:8: warning: url-form: url \"https://host.net\" is the root of a site: give the address of the page\n"
         "sources.csv:3:25: warning: url-form: archive_url \"http://host.net/\" is the root of a site: give the address of the page\n"
         "sources.csv:4:7: warning: url-form: url \"https:///page\" names no host: give the address of the page\n"
         "sources.csv:4:21: warning: url-form: archive_url \"https://host.net/a page\" has a blank: percent-encode it or take it out\n"},
    {.what = "addresses of pages",
     .sources = "a,A,,b,HTTPS://host.net/?id=1,http://myexample.com:8080/x,,,\nb,B,,,https://host.net/page,,,,\n",
     .findings = ""},
    {.what = "snapshot without digest",
     .sources = "a,A,,b,,,,a.txt,\n"
                "b,B,,c,,,,b.txt,0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef\n"
                "c,C,,,,,,c.txt," HEX64 "0\n",
     .findings =
         "sources.csv:2:17: error: snapshot-digest: sha256 \"\" of snapshot \"a.txt\" is not 64 lower-case hexadecimal digits: write what sha256sum says\n"
         "sources.csv:3:17: error: snapshot-digest: sha256 \"0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef\" of snapshot \"b.txt\" is not 64 lower-case hexadecimal digits: write what sha256sum says\n"
         "sources.csv:4:16: error: snapshot-digest: sha256 \"" HEX64 "0\" of snapshot \"c.txt\" is not 64 lower-case hexadecimal digits: write what sha256sum says\n"},
    {.what = "snapshot with digest, or none", .sources = "a,A,,b,,,,a.txt," HEX64 "\nb,B,,,,,,,\n", .findings = ""},
};
/* clang-format on */

/* ---- packages in a folder -------------------------------------------------------------------- */

typedef struct {
    const char *name, *columns, *usual;
} TestTable;

static const TestTable package_tables[] = {
    {"sources", SOURCE_COLUMNS, USUAL_SOURCES},
    {"subjects", SUBJECT_COLUMNS, USUAL_SUBJECTS},
    {"metrics", METRIC_COLUMNS, USUAL_METRICS},
    {"claims", CLAIM_COLUMNS, USUAL_CLAIMS},
    {"more", CLAIM_COLUMNS, ""},
};
enum { N_TABLES = G_N_ELEMENTS(package_tables) };

static void append_resource(GString *descriptor, const char *name, const char *columns)
{
    g_string_append_printf(descriptor, "%s{\"name\": \"%s\", \"path\": \"%s.csv\", \"schema\": ",
                           g_str_has_suffix(descriptor->str, "[") ? "" : ", ", name, name);
    g_auto(GStrv) fields = g_strsplit(columns, ",", -1);
    g_autofree char *list = g_strjoinv("\", \"type\": \"string\"}, {\"name\": \"", fields);
    g_string_append_printf(descriptor, "{\"fields\": [{\"name\": \"%s\", \"type\": \"string\"}]}}",
                           list);
}

/* A folder with the tables named in rows; NULL leaves the table out. */
static Folder write_package(const char *members, const char *const *columns,
                            const char *const *rows)
{
    const Folder folder = folder_make();
    g_autoptr(GString) descriptor = g_string_new("{");
    g_string_append_printf(descriptor, "%s\"name\": \"test\", \"resources\": [",
                           members ? members : "");
    for (gsize i = 0; i < N_TABLES; i++) {
        if (!rows[i])
            continue;
        g_autofree char *text = g_strdup_printf("%s\n%s", columns[i], rows[i]);
        g_autofree char *file = g_strdup_printf("%s.csv", package_tables[i].name);
        folder_put(&folder, file, text, -1);
        append_resource(descriptor, package_tables[i].name, columns[i]);
    }
    g_string_append(descriptor, "]}");
    folder_put(&folder, "datapackage.json", descriptor->str, -1);
    return folder;
}

/* The findings as lines, with the folder taken out of places and messages. */
static char *findings_text(Findings *findings, const char *folder)
{
    g_autoptr(GString) out = g_string_new(NULL);
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(out, "%s:%u:%u: %s: %s: %s\n", items[i].place.file,
                               items[i].place.line, items[i].place.column,
                               level_name(items[i].level), items[i].rule->name, items[i].message);
    g_autofree char *prefix = g_strdup_printf("%s/", folder);
    g_string_replace(out, prefix, "", 0);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* What claims_read finds in a package; the tables themselves must be clean. */
static char *check_package(const char *members, const char *const *columns, const char *const *rows)
{
    g_auto(Folder) folder = write_package(members, columns, rows);
    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(Package) package = package_read(folder.path, findings, &error);
    g_assert_no_error(error);
    g_autofree char *table_findings = findings_text(findings, folder.path);
    g_assert_cmpstr(table_findings, ==, "");
    g_assert_nonnull(package);
    claims_free(claims_read(package, findings));
    char *text = findings_text(findings, folder.path);
    return text;
}

static const char *const usual_columns[N_TABLES] = {
    SOURCE_COLUMNS, SUBJECT_COLUMNS, METRIC_COLUMNS, CLAIM_COLUMNS, CLAIM_COLUMNS,
};

/* ---- tests ----------------------------------------------------------------------------------- */

static void test_rules(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const RuleCase *test = &cases[i];
        const char *given[N_TABLES] = {test->sources, test->subjects, test->metrics, test->claims,
                                       test->more_claims};
        for (gsize j = 0; j < N_TABLES; j++)
            given[j] = given[j] ? given[j] : package_tables[j].usual;
        g_autofree char *text = check_package(test->descriptor, usual_columns, given);
        g_test_message("%s", test->what);
        g_assert_cmpstr(text, ==, test->findings);
    }
}

/* Each rule must be broken by some case above, or its line in the list is untested. */
static void test_every_rule_has_a_case(void)
{
    for (guint i = 0; i < n_claim_rules; i++) {
        g_autofree char *mark = g_strdup_printf(": %s: ", claim_rules[i]->name);
        gboolean found = g_str_equal(claim_rules[i]->name, "table-missing") ||
                         g_str_equal(claim_rules[i]->name, "claims-columns"); /* below */
        for (gsize j = 0; j < G_N_ELEMENTS(cases) && !found; j++)
            found = strstr(cases[j].findings, mark) != NULL;
        g_test_message("%s", claim_rules[i]->name);
        g_assert_true(found);
    }
}

static void test_tables(void)
{
    const char *rows[N_TABLES] = {USUAL_SOURCES, NULL, USUAL_METRICS, USUAL_CLAIMS, NULL};
    g_autofree char *missing = check_package(NULL, usual_columns, rows);
    g_assert_cmpstr(missing, ==,
                    "datapackage.json:0:0: error: table-missing: there is no table \"subjects\": "
                    "add a resource of that name\n");

    const char *columns[N_TABLES] = {SOURCE_COLUMNS, SUBJECT_COLUMNS, METRIC_COLUMNS,
                                     "id,subject,metric,source,value", "subject,metric,colour"};
    rows[1] = USUAL_SUBJECTS;
    rows[3] = "c,s,m,a,7\n";
    rows[4] = "s,m,red\n"; /* no table of claims: no source */
    g_autofree char *lacking = check_package(NULL, columns, rows);
    g_assert_cmpstr(
        lacking, ==,
        "claims.csv:1:0: error: claims-columns: the table claims has no column setting, "
        "printed, low, high, kind, status, as_of, quote, rank: add it to the file and "
        "to its schema\n"
        "sources.csv:2:1: warning: source-unused: no claim rests on source \"a\" and "
        "no source relays it: add its claims or take it out\n");
}

static void test_settings(void)
{
    static const struct {
        const char *setting, *key, *value;
    } settings[] = {
        {"method=cot;shots=5", "shots", "5"},
        {"method=cot;shots=5", "method", "cot"},
        {"method=cot", "meth", NULL},
        {"a-b=1;b=2", "b", "2"},
        {"", "a", NULL},
        {"a", "a", NULL},
        {"a=", "a", ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(settings); i++) {
        g_autofree char *value = setting_find(settings[i].setting, settings[i].key);
        g_assert_cmpstr(value, ==, settings[i].value);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/cases", test_rules);
    g_test_add_func("/rules/every-rule-has-a-case", test_every_rule_has_a_case);
    g_test_add_func("/rules/tables", test_tables);
    g_test_add_func("/rules/settings", test_settings);
    return g_test_run();
}
