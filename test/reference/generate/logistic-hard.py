"""Logistic and Firth fits of awkward data at 70 digits: python3 logistic-hard.py > ../logistic-hard.json"""
import json
import random

import mpmath
from mpmath import *
mp.dps=70
def fit(X,y,w,firth,fix=None,start=None):
    n=len(y);p=len(X[0]); b=[mpf(0)]*p if start is None else list(start)
    if fix: b[fix[0]]=mpf(fix[1])
    free=[k for k in range(p) if not fix or k!=fix[0]]
    def ev(b):
        I=matrix(p,p); U=[mpf(0)]*p; ll=mpf(0); mus=[]
        for i in range(n):
            e=sum(X[i][k]*b[k] for k in range(p)); m=1/(1+exp(-e)); v=1/(1+exp(e)); mus.append((m,v))
            ll+=w[i]*((y[i]*log(m) if y[i] else 0)+((1-y[i])*log(v) if y[i]!=1 else 0))
            for a in range(p):
                for c in range(p): I[a,c]+=w[i]*m*v*X[i][a]*X[i][c]
        if firth: 
            inv=I**-1; ll+=log(det(I))/2
        for i in range(n):
            m,v=mus[i]; r=w[i]*(y[i]*v-(1-y[i])*m)
            if firth:
                h=w[i]*m*v*sum(X[i][a]*inv[a,c]*X[i][c] for a in range(p) for c in range(p)); r+=h*(v-m)/2
            for k in range(p): U[k]+=r*X[i][k]
        return ll,U,I
    ll,U,I=ev(b)
    for it in range(400):
        if not free: break
        A=matrix(len(free),len(free)); g=matrix(len(free),1)
        for a,k in enumerate(free):
            g[a]=U[k]
            for c,l in enumerate(free): A[a,c]=I[k,l]
        s=lu_solve(A,g); dec=sqrt(abs(sum(s[a]*g[a] for a in range(len(free)))))
        if dec<mpf(10)**-18: break
        t=mpf(1)
        while True:
            nb=list(b)
            for a,k in enumerate(free): nb[k]+=t*s[a]
            try: r=ev(nb)
            except (ZeroDivisionError,ValueError): t/=2; continue
            if r[0]>=ll-mpf(10)**-25: break
            t/=2
        b=nb; ll,U,I=r
    return b,ll,I
def case(name,fn,X,y,w=None,conf=0.95,tol=1e-8):
    firth=fn=="firth_logistic"; W=[mpf(v) for v in (w or [1]*len(y))]; XX=[[mpf(v) for v in r] for r in X]; Y=[mpf(v) for v in y]
    p=len(X[0]); b,ll,I=fit(XX,Y,W,firth); inv=I**-1; q=2*erfinv(mpf(conf))**2
    prof=[];chi=[]
    for k in range(p):
        se=sqrt(inv[k,k]); row=[]
        for d in (-1,1):
            # secant on sqrt drop
            x0,x1=mpf(0),sqrt(q)*se
            f0=-sqrt(q); st=list(b)
            for _ in range(60):
                s0=[b[m]+d*x1*inv[m,k]/inv[k,k] for m in range(p)]; bb,l1,_i=fit(XX,Y,W,firth,(k,b[k]+d*x1),s0)
                f1=sqrt(2*(ll-l1))-sqrt(q)
                if abs(f1)<mpf(10)**-14: break
                x0,f0,x1=x1,f1,x1-f1*(x1-x0)/(f1-f0)
            row.append(float(b[k]+d*x1))
        prof.append(row)
        s0=[b[m]-b[k]*inv[m,k]/inv[k,k] for m in range(p)]; b0,l0,_i=fit(XX,Y,W,firth,(k,0),s0) if p>1 or firth else (0,ll,0)
        chi.append(float(2*(ll-l0)))
    e=dict(coef=[float(v) for v in b],se=[float(sqrt(inv[k,k])) for k in range(p)],profile_ci=prof)
    if firth: e["pl_chisq"]=chi; e["penalized_loglik"]=float(ll)
    elif p>1: e["lr_drop1"]=chi
    names=["(Intercept)"]+[f"x{k}" for k in range(1,p)]
    if any(r[0]!=1 for r in X): names=[f"x{k}" for k in range(p)]
    return dict(case=name,function=fn,input=dict(X=X,y=y,weights=w,names=names,conf=conf),expected=e,tol=dict(rel=tol,abs=1e-12))
random.seed(4); g=random.gauss; c=[]
xs=[g(0,1) for _ in range(25)]; ys=[int(random.random()<1/(1+exp(-x))) for x in xs]
for fn in ("firth_logistic","glm_binomial"):
    c.append(case(fn+" offset 2000",fn,[[1,2000+x] for x in xs],ys))
    c.append(case(fn+" offset 1e6",fn,[[1,1e6+x] for x in xs],ys,tol=1e-6))
    c.append(case(fn+" near collinear",fn,[[1,x,x+1e-4*g(0,1)] for x in xs],ys,tol=1e-6))
    c.append(case(fn+" weights big",fn,[[1,0],[1,1],[1,2]],[0.001,0.002,0.01],[100000,50000,20000]))
    c.append(case(fn+" fractional weights",fn,[[1,0],[1,1],[1,2],[1,3]],[0.1,0.5,0.25,0.8],[10.5,3.25,7,2.2]))
    c.append(case(fn+" noint",fn,[[x,1+g(0,1)] for x in xs],ys))
    c.append(case(fn+" conf 999",fn,[[1,x] for x in xs],ys,conf=0.999))
    c.append(case(fn+" rare",fn,[[1,0],[1,1],[1,2]],[1/200,2/150,3/120],[200,150,120]))
    c.append(case(fn+" int only",fn,[[1]],[0.1],[30]))
fn="firth_logistic"
c.append(case("one event",fn,[[1,x] for x in xs],[1]+[0]*24))
c.append(case("no event",fn,[[1,x] for x in xs],[0]*25))
c.append(case("complete",fn,[[1,x] for x in sorted(xs)],[0]*12+[1]*13))
c.append(case("quasi",fn,[[1,int(i<4),x] for i,x in enumerate(xs)],[1]*4+ys[4:]))
c.append(case("n=p",fn,[[1,0,0],[1,1,0],[1,0,1]],[1,0,1]))
c.append(case("two rows",fn,[[1,0],[1,1]],[0,1]))
c.append(case("all events two groups",fn,[[1,0],[1,1]],[1,1],[5,3]))
print(json.dumps(dict(source=f"mpmath {mpmath.__version__}, 70 digits: Newton to 1e-18, limits by secant to 1e-14", script="test/reference/generate/logistic-hard.py", cases=c)))
