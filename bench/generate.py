#!/usr/bin/env python3
"""A large catalogue for benchmarks: N provisions in services of twenty, like the real ones. The same seed gives the
same file. Usage: generate.py PROVISIONS [SEED] > big.niv"""
import random
import sys

provisions = int(sys.argv[1])
rand = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
put = sys.stdout.write

put('katalog stort "Et stort katalog" {\n    gælder: fra 2024-01-01\n    karakter: vejledende\n}\n')
put('aktør rådgivning "Rådgivningen"\naktør torvehuset "Torvehuset"\nenhed samtale/samtaler\n')
put('fakta alder: år fra 0 til 30 "Hvor gammel?"\nfakta hjemmeboende: ja/nej "Bor hjemme?"\n')
put('fakta ansøgning: dato "Hvornår er der søgt?"\nfakta afgørelse: dato "Hvornår er det afgjort?"\n')
for i in range(20):
    put(f'vurdering behov_{i}: ja/nej af rådgivning "Er der behov nummer {i}?"\n')
put('udfald samtaler: samtale bedst højest\nudfald omfang: time bedst højest\nudfald hensyn: tekst flere\n')
put('udfald visitation: aktør\nudfald frist: frist bedst tidligst om sagen\nudfald egenbetaling: kr bedst lavest\n')
made = 0
service = 0
while made < provisions:
    low = rand.randint(0, 12)
    put(f'\nydelse ydelse_{service} "Ydelse nummer {service}" efter § {rand.randint(1, 200)} {{\n')
    put(f'    målgruppe: alder mindst {low} år og under {low + rand.randint(3, 10)} år og hjemmeboende\n')
    put('    visitation: rådgivning eller torvehuset\n')
    put(f'    frist: afgørelse senest {rand.randint(2, 16)} uger efter ansøgning kilde "Frist": "op til"\n')
    put('    egenbetaling: ingen\n')
    made += 4
    for _ in range(8):
        n = rand.randint(3, 20)
        put(f'    samtaler: som udgangspunkt højst {n} samtaler når behov_{rand.randint(0, 19)} og alder mindst '
            f'{low} år\n        dog højst {n + 4} samtaler når behov_{rand.randint(0, 19)}\n')
        put(f'    omfang: højst {rand.randint(1, 40)} timer pr. uge når ikke behov_{rand.randint(0, 19)}\n')
        made += 2
    put('}\n')
    service += 1
